import type {
  DeleteDashboardsInput,
  GetDashboardInput,
  GetDashboardOutput,
  ListDashboardsInput,
  ListDashboardsOutput,
  PutDashboardInput,
  PutDashboardOutput,
} from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../../kernel/service.ts";
import { type CloudWatch, dashboardArn } from "../cloud-watch.ts";
import { checkBody, type Finding } from "../dashboards/check-body.ts";
import { invalidDashboard, noSuchDashboard } from "../errors.ts";

const pageSize = 1000;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html */
export const putDashboard = ({
  state,
  context,
}: CloudWatch): Operation<PutDashboardInput, PutDashboardOutput> => ({
  access: ({ DashboardName = "" }) => [
    { action: "cloudwatch:PutDashboard", resource: dashboardArn(DashboardName, context) },
  ],

  handle({ DashboardName: name = "", DashboardBody: body = "" }) {
    const findings = /^[A-Za-z0-9_-]{1,255}$/.test(name)
      ? checkBody(body)
      : [{ DataPath: "", Message: `The name ${name} is not valid`, level: "error" as const }];
    const errors = findings.filter(({ level }) => level === "error");
    if (errors.length > 0) throw invalidDashboard(errors.map(present));
    const tags = state.dashboards.get(name)?.tags ?? {};
    state.dashboards.put(name, { name, body, tags, modifiedAt: context.clock.now() });
    return { DashboardValidationMessages: findings.map(present) };
  },
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetDashboard.html */
export const getDashboard = ({
  state,
  context,
}: CloudWatch): Operation<GetDashboardInput, GetDashboardOutput> => ({
  access: ({ DashboardName = "" }) => [
    { action: "cloudwatch:GetDashboard", resource: dashboardArn(DashboardName, context) },
  ],

  handle({ DashboardName: name = "" }) {
    const dashboard = state.dashboards.get(name);
    if (dashboard === undefined) throw noSuchDashboard(name);
    return { DashboardArn: dashboardArn(name, context), DashboardName: name, DashboardBody: dashboard.body };
  },
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListDashboards.html */
export const listDashboards = ({
  state,
  context,
}: CloudWatch): Operation<ListDashboardsInput, ListDashboardsOutput> => ({
  access: () => [{ action: "cloudwatch:ListDashboards", resource: "*" }],

  handle({ DashboardNamePrefix: prefix = "", NextToken: after = "" }) {
    const found = state.dashboards.list({ prefix, after, limit: pageSize + 1 });
    const page = found.slice(0, pageSize);
    return {
      DashboardEntries: page.map(({ value }) => ({
        DashboardName: value.name,
        DashboardArn: dashboardArn(value.name, context),
        LastModified: new Date(value.modifiedAt),
        Size: Buffer.byteLength(value.body),
      })),
      NextToken: found.length > pageSize ? page.at(-1)?.key : undefined,
    };
  },
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteDashboards.html */
export const deleteDashboards = ({ state, context }: CloudWatch): Operation<DeleteDashboardsInput> => ({
  access: ({ DashboardNames = [] }) =>
    DashboardNames.map((name) => ({
      action: "cloudwatch:DeleteDashboards",
      resource: dashboardArn(name, context),
    })),

  handle({ DashboardNames = [] }) {
    // All or none.
    const unknown = DashboardNames.find((name) => state.dashboards.get(name) === undefined);
    if (unknown !== undefined) throw noSuchDashboard(unknown);
    for (const name of DashboardNames) state.dashboards.delete(name);
    return {};
  },
});

function present({ DataPath, Message }: Finding) {
  return { DataPath, Message };
}
