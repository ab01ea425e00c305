import { belongsTo, email, json, model, oneOf } from "plinth";

export const SurveyName = oneOf("ORG_ONBOARDING", "USER_ONBOARDING");

export const Survey = model({
  surveyName: SurveyName,
  response: json(),
  userEmail: email().optional(),
  user: belongsTo("User").optional().onDelete("cascade"),
}).access({ read: [], create: "member", update: [], delete: [] });
