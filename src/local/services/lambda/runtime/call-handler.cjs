/** One invocation of the handler. */
"use strict";

/** Callback handlers ended with Node.js 22: https://aws.amazon.com/blogs/compute/node-js-24-runtime-now-available-in-aws-lambda/ */
const callbacks = process.env.AWS_EXECUTION_ENV === "AWS_Lambda_nodejs22.x";

/** @throws where the runtime does not take such a handler */
function checkHandler(handler) {
  if (callbacks || handler.length < 3) return;
  const error = new Error(
    "AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later.",
  );
  error.name = "Runtime.CallbackHandlerDeprecated";
  throw error;
}

/** @returns {Promise<unknown>} what the handler answers */
function callHandler(handler, event, context) {
  if (!callbacks) return Promise.resolve(handler(event, context));
  return new Promise((resolve, reject) => {
    const done = (error, value) => (error == null ? resolve(value) : reject(error));
    const legacy = { ...context, done, succeed: (value) => resolve(value), fail: (error) => reject(error) };
    const answer = handler(event, legacy, done);
    if (typeof answer?.then === "function") answer.then(resolve, reject);
    // A handler that neither promises nor takes a callback has nothing to answer.
    else if (handler.length < 3) setImmediate(resolve, null);
  });
}

/** @returns {object} what handlers get as their second argument */
function contextOf(invocation) {
  const { env } = process;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: invocation.clientContext ?? undefined,
    identity: undefined,
    invokedFunctionArn: invocation.arn,
    awsRequestId: invocation.id,
    getRemainingTimeInMillis: () => Math.max(invocation.deadline - Date.now(), 0),
  };
}

module.exports = { callHandler, checkHandler, contextOf };
