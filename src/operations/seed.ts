export interface SeedResult {
  readonly tenants: number;
  readonly users: number;
  readonly records: { readonly created: number; readonly updated: number; readonly unchanged: number };
  readonly milliseconds: number;
}
