/** One CloudWatch metric: what the dashboard draws and alarms watch. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
}

export function apiMetric(apiId: string, name: string, statistic = "Sum"): Metric {
  return { namespace: "AWS/AppSync", name, dimensions: { GraphQLAPIId: apiId }, statistic };
}

export function lambdaMetric(functionName: string, name: string, statistic = "Sum"): Metric {
  return { namespace: "AWS/Lambda", name, dimensions: { FunctionName: functionName }, statistic };
}

export function tableMetric(tableName: string, name: string): Metric {
  return { namespace: "AWS/DynamoDB", name, dimensions: { TableName: tableName }, statistic: "Sum" };
}

/** DynamoDB counts its own errors by operation. */
export function operationMetric(tableName: string, name: string, operation: string): Metric {
  return { ...tableMetric(tableName, name), dimensions: { Operation: operation, TableName: tableName } };
}

export function queueMetric(queueName: string, name: string, statistic: string): Metric {
  return { namespace: "AWS/SQS", name, dimensions: { QueueName: queueName }, statistic };
}
