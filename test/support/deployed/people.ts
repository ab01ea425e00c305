import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  type AuthenticationResultType,
  CognitoIdentityProviderClient,
  GetTokensFromRefreshTokenCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { createSrpSession, signSrpSession, wrapAuthChallenge, wrapInitiateAuth } from "cognito-srp-helper";
import {
  globalPrefix,
  only,
  tenantPrefix,
  userPrefix,
} from "../../../src/templates/infra/runtime/data/keys.ts";

/** A user of the pool, with a password that is set. */
export interface Person {
  readonly email: string;
  readonly password: string;
  /** The `sub`. */
  readonly userId: string;
}

export interface Tokens {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
}

/** Tenants, memberships, users and sign-ins of a stage, by the official clients. */
export interface People {
  createTenant(id: string, name?: string, status?: "active" | "suspended"): Promise<void>;
  /** @param roles by tenant, besides "member" */
  createPerson(email: string, roles: Readonly<Record<string, readonly string[]>>): Promise<Person>;
  setMembership(userId: string, tenantId: string, roles: readonly string[], status?: string): Promise<void>;
  /** By SRP, as browsers do. */
  signIn(person: Person): Promise<Tokens>;
  /** New tokens, as of now. @param tenantId to switch to */
  refresh(tokens: Tokens, tenantId?: string): Promise<Tokens>;
  close(): void;
}

export interface StageOfPeople {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly table: string;
  readonly userPoolId: string;
  readonly clientId: string;
}

export function people(stage: StageOfPeople): People {
  const { table, userPoolId, clientId } = stage;
  const settings = { region: stage.region, endpoint: stage.endpoint, credentials: stage.credentials };
  const cognito = new CognitoIdentityProviderClient(settings);
  const dynamoDb = new DynamoDBClient(settings);
  const put = (item: object) =>
    dynamoDb.send(new PutItemCommand({ TableName: table, Item: marshall(item) })).then(() => {});

  async function setMembership(
    userId: string,
    tenantId: string,
    roles: readonly string[],
    status = "active",
  ): Promise<void> {
    await put({
      pk: `${userPrefix(userId)}#$Membership`,
      sk: tenantId,
      gsi1_pk: `${tenantPrefix(tenantId)}#$Membership`,
      gsi1_sk: userId,
      _m: "$Membership",
      userId,
      tenantId,
      roles,
      status,
      lastUsedAt: "",
    });
  }

  return {
    setMembership,
    async createTenant(id, name = id, status = "active") {
      const createdAt = new Date().toISOString();
      await put({
        pk: `${globalPrefix}#$Tenant#${id}`,
        sk: only,
        gsi1_pk: `${globalPrefix}#$Tenant`,
        gsi1_sk: createdAt,
        _m: "$Tenant",
        id,
        name,
        status,
        createdAt,
      });
    },

    async createPerson(email, roles) {
      const password = "Correct-horse-battery-7";
      const { User } = await cognito.send(
        new AdminCreateUserCommand({
          UserPoolId: userPoolId,
          Username: email,
          MessageAction: "SUPPRESS",
          UserAttributes: [
            { Name: "email", Value: email },
            { Name: "email_verified", Value: "true" },
          ],
        }),
      );
      const userId = User?.Attributes?.find(({ Name }) => Name === "sub")?.Value ?? "";
      await cognito.send(
        new AdminSetUserPasswordCommand({
          UserPoolId: userPoolId,
          Username: email,
          Password: password,
          Permanent: true,
        }),
      );
      for (const [tenantId, each] of Object.entries(roles)) await setMembership(userId, tenantId, each);
      return { email, password, userId };
    },

    async signIn({ email, password }) {
      const session = createSrpSession(email, password, userPoolId, false);
      const start = wrapInitiateAuth(session, {
        ClientId: clientId,
        AuthFlow: "USER_SRP_AUTH" as const,
        AuthParameters: { USERNAME: email },
      });
      const started = await cognito.send(new InitiateAuthCommand(start));
      const answer = wrapAuthChallenge(
        signSrpSession(session, { ...started, ChallengeName: started.ChallengeName ?? "" }),
        {
          ClientId: clientId,
          ChallengeName: "PASSWORD_VERIFIER" as const,
          Session: started.Session,
          ChallengeResponses: { USERNAME: email },
        },
      );
      const { AuthenticationResult, ChallengeName } = await cognito.send(
        new RespondToAuthChallengeCommand(answer),
      );
      return tokensOf(AuthenticationResult, ChallengeName);
    },

    async refresh({ refreshToken }, tenantId) {
      const { AuthenticationResult } = await cognito.send(
        new GetTokensFromRefreshTokenCommand({
          ClientId: clientId,
          RefreshToken: refreshToken,
          ...(tenantId !== undefined && { ClientMetadata: { tenantId } }),
        }),
      );
      return tokensOf(AuthenticationResult);
    },

    close() {
      cognito.destroy();
      dynamoDb.destroy();
    },
  };
}

function tokensOf(result: AuthenticationResultType | undefined, challenge?: string): Tokens {
  const { AccessToken: accessToken, IdToken: idToken, RefreshToken: refreshToken } = result ?? {};
  if (!accessToken || !idToken || !refreshToken) throw new Error(`No tokens, but ${challenge ?? "nothing"}.`);
  return { accessToken, idToken, refreshToken };
}
