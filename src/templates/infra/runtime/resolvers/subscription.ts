/** Stands for every tenant or every user in the payload of an invalidation. No tenant and no user has this id. */
export const anyone = "*";

/** AppSync invalidates at most five subscription fields in one request. */
export const mostInvalidations = 5;
