import type { Target } from "@aws-sdk/client-eventbridge";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { validation } from "../errors.ts";
import { stepsOf } from "./json-path.ts";

const services = ["lambda", "sqs", "sns", "logs", "events"];
const understood = [
  "Arn",
  "DeadLetterConfig",
  "Id",
  "Input",
  "InputPath",
  "InputTransformer",
  "RetryPolicy",
  "RoleArn",
  "SqsParameters",
];

/** @throws WireError where the target is wrong, or of a kind that this cloud does not reach */
export function checkTarget(target: Target): void {
  const { Id = "", Arn = "" } = target;
  const [arn, , service = "", , , kind = ""] = Arn.split(":");
  if (arn !== "arn")
    throw validation(`Parameter Arn is not valid. Reason: Provided Arn is not in correct format.`);
  if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(Id)) throw validation(`Parameter Id ${Id} of a target is not valid.`);
  if (!services.includes(service) || (service === "events" && !kind.startsWith("event-bus/")))
    throw notSupportedHere(`EventBridge targets such as ${Arn}`);
  const unknown = Object.entries(target).find(
    ([name, value]) => value !== undefined && !understood.includes(name),
  );
  if (unknown !== undefined) throw notSupportedHere(`${unknown[0]} of EventBridge targets`);
  const inputs = [target.Input, target.InputPath, target.InputTransformer].filter(
    (value) => value !== undefined,
  );
  if (inputs.length > 1)
    throw validation(`Only one of Input, InputPath, or InputTransformer must be provided for target ${Id}.`);
  if (target.InputPath !== undefined && stepsOf(target.InputPath) === null)
    throw validation(`Invalid InputPath for target ${Id}.`);
  for (const path of Object.values(target.InputTransformer?.InputPathsMap ?? {})) {
    if (stepsOf(String(path)) === null) throw validation(`Invalid InputTransformer for target ${Id}.`);
  }
  if (target.Input !== undefined) checkJson(target.Input, Id);
  const { MaximumRetryAttempts = 0, MaximumEventAgeInSeconds = 60 } = target.RetryPolicy ?? {};
  if (MaximumRetryAttempts > 185 || MaximumEventAgeInSeconds < 60 || MaximumEventAgeInSeconds > 86_400)
    throw validation(`The retry policy of target ${Id} is not valid.`);
}

function checkJson(text: string, id: string): void {
  try {
    JSON.parse(text);
  } catch {
    throw validation(`JSON syntax error in input for target ${id}`);
  }
}
