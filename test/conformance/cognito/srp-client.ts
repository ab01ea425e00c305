import { createHash, createHmac, randomBytes } from "node:crypto";
import {
  type CognitoIdentityProviderClient,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  type RespondToAuthChallengeCommandOutput,
} from "@aws-sdk/client-cognito-identity-provider";

/** RFC 3526, group 15, with 2 as generator: written from the RFC, not from what is under test. */
const N = BigInt(
  `0x${[
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B",
    "302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE6",
    "49286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D",
    "670C354E4ABC9804F1746C08CA18217C32905E462E36CE3BE39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718",
    "3995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7D",
    "B3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C",
    "BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF",
  ].join("")}`,
);
const g = 2n;
const hash = (data: Buffer | string) => createHash("sha256").update(data).digest("hex");
const hex = (text: string) => Buffer.from(text, "hex");
const number = (text: string) => BigInt(`0x${text}`);

function padded(value: bigint): string {
  const text = value.toString(16);
  if (text.length % 2 === 1) return `0${text}`;
  return "89abcdef".includes(text[0] ?? "") ? `00${text}` : text;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = ((base % N) + N) % N;
  for (let rest = exponent; rest > 0n; rest /= 2n) {
    if (rest % 2n === 1n) result = (result * square) % N;
    square = (square * square) % N;
  }
  return result;
}

/** The client's half of one SRP sign-in. */
export function srpClient(poolId: string) {
  const a = number(randomBytes(32).toString("hex"));
  const A = power(g, a);
  return {
    A: A.toString(16),
    answer(parameters: Record<string, string>, password: string, timestamp = amazonDate(new Date())) {
      const poolName = poolId.split("_")[1] ?? "";
      const { USER_ID_FOR_SRP: user = "", SALT = "", SRP_B = "", SECRET_BLOCK = "" } = parameters;
      const B = number(SRP_B);
      const u = number(hash(hex(padded(A) + padded(B))));
      const x = number(hash(hex(padded(number(SALT)) + hash(`${poolName}${user}:${password}`))));
      const k = number(hash(hex(padded(N) + padded(g))));
      const S = power(B - k * power(g, x), a + u * x);
      const inner = createHmac("sha256", hex(padded(u)))
        .update(hex(padded(S)))
        .digest();
      const key = createHmac("sha256", inner).update("Caldera Derived Key\u0001").digest().subarray(0, 16);
      const signature = createHmac("sha256", key)
        .update(poolName)
        .update(user)
        .update(Buffer.from(SECRET_BLOCK, "base64"))
        .update(timestamp)
        .digest("base64");
      return {
        USERNAME: user,
        PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
        PASSWORD_CLAIM_SIGNATURE: signature,
        TIMESTAMP: timestamp,
      };
    },
  };
}

/** `Sun Nov 22 17:05:01 UTC 2026` */
function amazonDate(date: Date): string {
  const [day, , month] = date.toUTCString().replace(",", "").split(" ");
  const time = date.toUTCString().split(" ")[4];
  return `${day} ${month} ${date.getUTCDate()} ${time} UTC ${date.getUTCFullYear()}`;
}

/** Signs in by SRP up to the answer to the password. */
export async function signInBySrp(
  client: CognitoIdentityProviderClient,
  poolId: string,
  clientId: string,
  username: string,
  password: string,
): Promise<RespondToAuthChallengeCommandOutput> {
  const srp = srpClient(poolId);
  const started = await client.send(
    new InitiateAuthCommand({
      ClientId: clientId,
      AuthFlow: "USER_SRP_AUTH",
      AuthParameters: { USERNAME: username, SRP_A: srp.A },
    }),
  );
  return await client.send(
    new RespondToAuthChallengeCommand({
      ClientId: clientId,
      ChallengeName: started.ChallengeName,
      Session: started.Session,
      ChallengeResponses: srp.answer(started.ChallengeParameters ?? {}, password),
    }),
  );
}
