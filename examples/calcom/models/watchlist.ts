import { belongsTo, dateTime, hasMany, id, model, text } from "plinth";
import { adminOnly, internal } from "../access.ts";
import { WatchlistAction, WatchlistSource, WatchlistType } from "./enums.ts";

export const Watchlist = model({
  type: WatchlistType,
  value: text().max(320),
  description: text().optional(),
  action: WatchlistAction.default("REPORT"),
  source: WatchlistSource.default("MANUAL"),
  lastUpdatedAt: dateTime().default("now"),
  bookingReports: hasMany("BookingReport"),
  audits: hasMany("WatchlistAudit"),
})
  .plural("WatchlistEntries")
  .unique(["type", "value"])
  .index("byAction", ["action", "type"], { sort: "value" })
  .access(adminOnly);

export const GlobalWatchlist = model({
  type: WatchlistType,
  value: text().max(320),
  description: text().optional(),
  action: WatchlistAction.default("REPORT"),
  source: WatchlistSource.default("MANUAL"),
  lastUpdatedAt: dateTime().default("now"),
})
  .plural("GlobalWatchlistEntries")
  .scope("global")
  .unique(["type", "value"])
  .index("byAction", ["action", "type"], { sort: "value" })
  .access(internal);

export const WatchlistAudit = model({
  type: WatchlistType,
  value: text().max(320),
  description: text().optional(),
  action: WatchlistAction.default("REPORT"),
  changedAt: dateTime().default("now"),
  changedByUserId: id().optional(),
  watchlist: belongsTo("Watchlist").optional().onDelete("setNull"),
})
  .index("byWatchlist", ["watchlist"], { sort: "changedAt" })
  .access(adminOnly);

export const WatchlistEventAudit = model({
  watchlistId: id(),
  eventTypeId: id(),
  actionTaken: WatchlistAction,
  timestamp: dateTime().default("now"),
}).access(adminOnly);
