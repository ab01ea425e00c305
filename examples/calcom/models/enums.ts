import { oneOf } from "plinth";

export const BillingMode = oneOf("SEATS", "ACTIVE_USERS");
export const BillingPeriod = oneOf("MONTHLY", "ANNUALLY");
export const BookingStatus = oneOf("CANCELLED", "ACCEPTED", "REJECTED", "PENDING", "AWAITING_HOST");
export const CreationSource = oneOf("API_V1", "API_V2", "WEBAPP");
export const SmsLockState = oneOf("LOCKED", "UNLOCKED", "REVIEW_NEEDED");
export const TimeUnit = oneOf("DAY", "HOUR", "MINUTE");
export const WatchlistAction = oneOf("REPORT", "BLOCK", "ALERT");
export const WatchlistSource = oneOf("MANUAL", "FREE_DOMAIN_POLICY", "SIGNUP");
export const WatchlistType = oneOf("EMAIL", "DOMAIN", "USERNAME");

/** The one value of a unique field: at most one such record in an organization. */
export const OnlyOne = oneOf("only");
