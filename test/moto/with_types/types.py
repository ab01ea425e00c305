"""The resource types that moto's CloudFormation lacks and Plinth's templates refer to.

moto has AppSync, Cognito and API Gateway as services, but its CloudFormation does not know their types: it passes over
them, and whatever refers to one of them then fails. Each type below is one call of moto's own service; what moto has no
service for (AppSync's data sources and functions) is a name and nothing else. Nothing of moto itself is changed: it
finds these classes as it finds its own, among the direct subclasses of `CloudFormationModel`.
"""

from typing import Any, ClassVar

from moto.apigatewayv2.models import apigatewayv2_backends
from moto.appsync.models import appsync_backends
from moto.cloudformation.utils import get_stack_from_s3_url
from moto.cognitoidp.models import cognitoidp_backends
from moto.core.common_models import CloudFormationModel
from moto.utilities.utils import get_partition


class Resource:
    """A resource as moto's CloudFormation keeps it: what `Ref` gives, and what `Fn::GetAtt` gives."""

    type_name: ClassVar[str] = ""

    def __init__(self, ref: str, attributes: dict[str, str]):
        self.ref = ref
        self.attributes = attributes

    @property
    def physical_resource_id(self) -> str:
        return self.ref

    def get_cfn_attribute(self, name: str) -> str:
        return self.attributes[name]

    @classmethod
    def cloudformation_type(cls) -> str:
        return cls.type_name

    @classmethod
    def cloudformation_name_type(cls) -> str:
        return ""

    @classmethod
    def has_cfn_attr(cls, attr: str) -> bool:
        return True

    def is_created(self) -> bool:
        return True

    @classmethod
    def create_from_cloudformation_json(
        cls, resource_name: str, cloudformation_json: Any, account_id: str, region_name: str, **kwargs: Any
    ) -> "Resource":
        return cls.create(cloudformation_json["Properties"], resource_name, account_id, region_name)

    @classmethod
    def update_from_cloudformation_json(
        cls,
        original_resource: "Resource",
        new_resource_name: str,
        cloudformation_json: Any,
        account_id: str,
        region_name: str,
    ) -> "Resource":
        original_resource.change(cloudformation_json["Properties"], account_id, region_name)
        return original_resource

    @classmethod
    def create(cls, properties: Any, name: str, account: str, region: str) -> "Resource":
        raise NotImplementedError(cls.type_name)

    def change(self, properties: Any, account: str, region: str) -> None:
        """What moto keeps of it does not change, unless a type says otherwise."""

    def delete(self, account: str, region: str) -> None:
        """Most things go with what they belong to."""


class UserPool(Resource, CloudFormationModel):
    type_name = "AWS::Cognito::UserPool"

    @classmethod
    def create(cls, properties: Any, name: str, account: str, region: str) -> "UserPool":
        pool = cognitoidp_backends[account][region].create_user_pool(
            properties.get("UserPoolName", name), cls.settings(properties)
        )
        return cls(pool.id, {"Arn": pool.arn, "UserPoolId": pool.id})

    @staticmethod
    def settings(properties: Any) -> dict[str, Any]:
        names = {"Schema": "SchemaAttributes"}
        return {names.get(key, key): value for key, value in properties.items() if key != "UserPoolName"}

    def change(self, properties: Any, account: str, region: str) -> None:
        cognitoidp_backends[account][region].update_user_pool(self.ref, self.settings(properties))

    def delete(self, account: str, region: str) -> None:
        cognitoidp_backends[account][region].delete_user_pool(self.ref)


class UserPoolClient(Resource, CloudFormationModel):
    type_name = "AWS::Cognito::UserPoolClient"

    @classmethod
    def create(cls, properties: Any, name: str, account: str, region: str) -> "UserPoolClient":
        client = cognitoidp_backends[account][region].create_user_pool_client(
            properties["UserPoolId"], properties.get("GenerateSecret", False), dict(properties)
        )
        return cls(client.id, {"ClientId": client.id, "UserPoolId": properties["UserPoolId"]})

    def delete(self, account: str, region: str) -> None:
        pools = cognitoidp_backends[account][region]
        if self.attributes["UserPoolId"] in pools.user_pools:
            pools.delete_user_pool_client(self.attributes["UserPoolId"], self.ref)


class GraphQLApi(Resource, CloudFormationModel):
    type_name = "AWS::AppSync::GraphQLApi"

    @classmethod
    def create(cls, properties: Any, name: str, account: str, region: str) -> "GraphQLApi":
        api = appsync_backends[account][region].create_graphql_api(
            name=properties["Name"],
            log_config=properties.get("LogConfig"),
            authentication_type=properties["AuthenticationType"],
            user_pool_config=properties.get("UserPoolConfig"),
            open_id_connect_config=properties.get("OpenIDConnectConfig"),
            additional_authentication_providers=properties.get("AdditionalAuthenticationProviders"),
            xray_enabled=properties.get("XrayEnabled", False),
            lambda_authorizer_config=properties.get("LambdaAuthorizerConfig"),
            tags={},
            visibility=properties.get("Visibility"),
        )
        host = f"{api.api_id}.appsync-api.{region}.amazonaws.com"
        urls = {
            "GraphQLUrl": f"https://{host}/graphql",
            "RealtimeUrl": f"wss://{host.replace('appsync-api', 'appsync-realtime-api')}/graphql",
        }
        return cls(api.arn, {"ApiId": api.api_id, "Arn": api.arn, **urls})

    def delete(self, account: str, region: str) -> None:
        appsync_backends[account][region].delete_graphql_api(self.attributes["ApiId"])


class GraphQLSchema(Resource, CloudFormationModel):
    type_name = "AWS::AppSync::GraphQLSchema"

    @classmethod
    def create(cls, properties: Any, name: str, account: str, region: str) -> "GraphQLSchema":
        made = cls(f"{properties['ApiId']}GraphQLSchema", {"Id": f"{properties['ApiId']}GraphQLSchema"})
        made.change(properties, account, region)
        return made

    def change(self, properties: Any, account: str, region: str) -> None:
        text = properties.get("Definition")
        if text is None:
            bucket, key = properties["DefinitionS3Location"].removeprefix("s3://").split("/", 1)
            url = f"https://s3.{region}.amazonaws.com/{bucket}/{key}"
            text = get_stack_from_s3_url(url, account, get_partition(region))
        appsync_backends[account][region].start_schema_creation(properties["ApiId"], text.encode())


class Named(Resource):
    """Something that moto has no operation for: others refer to its name."""

    @classmethod
    def create(cls, properties: Any, name: str, account: str, region: str) -> "Named":
        name = properties.get("Name", name)
        arn = f"arn:aws:appsync:{region}:{account}:apis/{properties['ApiId']}/{name}"
        return cls(arn, {"Name": name, "FunctionId": name})


class DataSource(Named, CloudFormationModel):
    type_name = "AWS::AppSync::DataSource"


class FunctionConfiguration(Named, CloudFormationModel):
    type_name = "AWS::AppSync::FunctionConfiguration"


class HttpApi(Resource, CloudFormationModel):
    type_name = "AWS::ApiGatewayV2::Api"

    @classmethod
    def create(cls, properties: Any, name: str, account: str, region: str) -> "HttpApi":
        api = apigatewayv2_backends[account][region].create_api(
            api_key_selection_expression=None,
            cors_configuration=properties.get("CorsConfiguration"),
            description=properties.get("Description"),
            disable_schema_validation=None,
            disable_execute_api_endpoint=None,
            name=properties["Name"],
            protocol_type=properties["ProtocolType"],
            route_selection_expression=None,
            tags={},
            version=None,
        )
        return cls(api.api_id, {"ApiEndpoint": api.api_endpoint, "ApiId": api.api_id})

    def delete(self, account: str, region: str) -> None:
        apigatewayv2_backends[account][region].delete_api(self.ref)


class Integration(Resource, CloudFormationModel):
    type_name = "AWS::ApiGatewayV2::Integration"

    @classmethod
    def create(cls, properties: Any, name: str, account: str, region: str) -> "Integration":
        integration = apigatewayv2_backends[account][region].create_integration(
            api_id=properties["ApiId"],
            connection_id=None,
            connection_type=properties.get("ConnectionType"),
            content_handling_strategy=None,
            credentials_arn=properties.get("CredentialsArn"),
            description=properties.get("Description"),
            integration_method=properties.get("IntegrationMethod"),
            integration_subtype=None,
            integration_type=properties["IntegrationType"],
            integration_uri=properties.get("IntegrationUri"),
            passthrough_behavior=None,
            payload_format_version=properties.get("PayloadFormatVersion"),
            request_parameters=None,
            request_templates=None,
            response_parameters=None,
            template_selection_expression=None,
            timeout_in_millis=properties.get("TimeoutInMillis"),
            tls_config=None,
        )
        return cls(integration.id, {"IntegrationId": integration.id})
