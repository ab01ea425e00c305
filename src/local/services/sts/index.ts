import type { Service, ServiceContext } from "../../kernel/service.ts";
import type { ServiceModel } from "../../protocols/model.ts";
import { assumeRole, getSessionToken } from "./api/assume-role.ts";
import { assumeRoleWithWebIdentity } from "./api/assume-role-with-web-identity.ts";
import { getAccessKeyInfo, getCallerIdentity } from "./api/get-caller-identity.ts";
import model from "./model.gen.json" with { type: "json" };

/** STS: who calls, and temporary credentials. It has no state of its own: sessions are kept beside the roles they are of. */
export function sts(context: ServiceContext): Service {
  return {
    name: "sts",
    models: [model as ServiceModel],
    operations: {
      AssumeRole: assumeRole(context),
      AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity(context),
      GetAccessKeyInfo: getAccessKeyInfo(context),
      GetCallerIdentity: getCallerIdentity,
      GetSessionToken: getSessionToken(context),
    },
  };
}
