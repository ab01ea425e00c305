const head = 'import { util, extensions } from "@aws-appsync/utils";';
const code = (request: string, response = "return ctx.result;") =>
  `${head} export function request(ctx) { ${request} } export function response(ctx) { ${response} }`;

const resolver = (TypeName: string, FieldName: string, Code: string) => ({
  Type: "AWS::AppSync::Resolver",
  DependsOn: ["Schema"],
  Properties: {
    ApiId: { "Fn::GetAtt": ["Api", "ApiId"] },
    TypeName,
    FieldName,
    DataSourceName: { "Fn::GetAtt": ["Nothing", "Name"] },
    Runtime: { Name: "APPSYNC_JS", RuntimeVersion: "1.0.0" },
    Code,
  },
});

/** A role of the identity pool's people, who may use the given fields. */
const role = (amr: string, fields: readonly string[]) => ({
  Type: "AWS::IAM::Role",
  Properties: {
    AssumeRolePolicyDocument: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Federated: "cognito-identity.amazonaws.com" },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: { "cognito-identity.amazonaws.com:aud": { Ref: "Identities" } },
            "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": amr },
          },
        },
      ],
    },
    Policies: [
      {
        PolicyName: "fields",
        PolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: "appsync:GraphQL",
              Resource: fields.map((field) => ({ "Fn::Sub": `$${"{Api.Arn}"}/types/${field}` })),
            },
          ],
        },
      },
    ],
  },
});

const filter =
  '{ filterGroup: [{ filters: [{ fieldName: "owner", operator: "eq", value: ctx.identity.cognitoIdentityId }] }] }';

/** An API whose callers sign with credentials of an identity pool. */
export const template = {
  Resources: {
    Users: { Type: "AWS::Cognito::UserPool", Properties: { UsernameAttributes: ["email"] } },
    Client: {
      Type: "AWS::Cognito::UserPoolClient",
      Properties: {
        UserPoolId: { Ref: "Users" },
        ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      },
    },
    Identities: {
      Type: "AWS::Cognito::IdentityPool",
      Properties: {
        AllowUnauthenticatedIdentities: true,
        CognitoIdentityProviders: [
          { ClientId: { Ref: "Client" }, ProviderName: { "Fn::GetAtt": ["Users", "ProviderName"] } },
        ],
      },
    },
    Api: {
      Type: "AWS::AppSync::GraphQLApi",
      Properties: { Name: "identities", AuthenticationType: "AWS_IAM" },
    },
    Schema: {
      Type: "AWS::AppSync::GraphQLSchema",
      Properties: {
        ApiId: { "Fn::GetAtt": ["Api", "ApiId"] },
        Definition: `
          type Note { owner: ID! text: String! }
          type Query { open: String who: AWSJSON secret: String }
          type Mutation { save(text: String!): Note }
          type Subscription { onSaved: Note @aws_subscribe(mutations: ["save"]) }
        `,
      },
    },
    Nothing: {
      Type: "AWS::AppSync::DataSource",
      Properties: { ApiId: { "Fn::GetAtt": ["Api", "ApiId"] }, Name: "nothing", Type: "NONE" },
    },
    Open: resolver("Query", "open", code('return { payload: "hello" };')),
    Who: resolver("Query", "who", code("return { payload: ctx.identity };")),
    Secret: resolver("Query", "secret", code('return { payload: "secret" };')),
    Save: resolver(
      "Mutation",
      "save",
      code("return { payload: { owner: ctx.identity.cognitoIdentityId, text: ctx.args.text } };"),
    ),
    OnSaved: resolver(
      "Subscription",
      "onSaved",
      code("return { payload: null };", `extensions.setSubscriptionFilter(${filter}); return null;`),
    ),
    Guest: role("unauthenticated", ["Query/fields/open"]),
    Member: role("authenticated", [
      "Query/fields/open",
      "Query/fields/who",
      "Mutation/fields/save",
      "Subscription/fields/onSaved",
    ]),
    Roles: {
      Type: "AWS::Cognito::IdentityPoolRoleAttachment",
      Properties: {
        IdentityPoolId: { Ref: "Identities" },
        Roles: {
          authenticated: { "Fn::GetAtt": ["Member", "Arn"] },
          unauthenticated: { "Fn::GetAtt": ["Guest", "Arn"] },
        },
      },
    },
  },
  Outputs: {
    Users: { Value: { Ref: "Users" } },
    Client: { Value: { Ref: "Client" } },
    Identities: { Value: { Ref: "Identities" } },
    Url: { Value: { "Fn::GetAtt": ["Api", "GraphQLUrl"] } },
  },
};
