import type * as runtime from "./runtime/lambda/types.ts";

export type InvoiceStatus = "draft" | "sent" | "paid";

/** How soon somebody should look at it. */
export type Priority = "low" | "normal" | "high";

/** Where post arrives. */
export interface Address {
  readonly street: string;
  readonly zip: string;
  readonly location: GeoPoint | null;
}

export interface AddressInput {
  readonly street: string;
  readonly zip: string;
  readonly location?: GeoPointInput | null;
}

export interface GeoPoint {
  readonly latitude: number;
  readonly longitude: number;
}

export interface GeoPointInput {
  readonly latitude: number;
  readonly longitude: number;
}

export interface Category {
  readonly id: string;
  readonly tenantId: string;
  readonly title: string;
  readonly parentId: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Null: the system. */
  readonly createdBy: string | null;
  /** Counts writes. */
  readonly version: number;
}

export interface CategoryCreate {
  /** A ULID of your own; otherwise one is made. */
  readonly id?: string;
  readonly title: string;
  readonly parentId?: string | null;
}

/** What is left out stays; null clears. */
export interface CategoryUpdate {
  readonly id: string;
  /** Refuse with Conflict where the record has another version by now. */
  readonly expectedVersion?: number;
  readonly title?: string;
  readonly parentId?: string | null;
}

export interface CategoryFilter {
  readonly id?: runtime.IdCondition;
  readonly title?: runtime.TextCondition;
  readonly parentId?: runtime.IdCondition;
  readonly createdAt?: runtime.OrderedCondition<string>;
  readonly updatedAt?: runtime.OrderedCondition<string>;
  readonly createdBy?: runtime.IdCondition;
  readonly and?: readonly CategoryFilter[];
  readonly or?: readonly CategoryFilter[];
  readonly not?: CategoryFilter;
}

export interface Contract {
  readonly id: string;
  readonly tenantId: string;
  /** 2026-12-31 */
  readonly signedOn: string;
  /** 08:30:00.000 */
  readonly callAt: string | null;
  readonly document: runtime.StoredFile;
  readonly terms: runtime.Json | null;
  readonly customerId: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Null: the system. */
  readonly createdBy: string | null;
  /** Counts writes. */
  readonly version: number;
}

export interface ContractCreate {
  /** A ULID of your own; otherwise one is made. */
  readonly id?: string;
  /** 2026-12-31 */
  readonly signedOn: string;
  /** 08:30:00.000 */
  readonly callAt?: string | null;
  readonly document: runtime.StoredFile;
  readonly terms?: runtime.Json | null;
  readonly customerId: string;
}

/** What is left out stays; null clears. */
export interface ContractUpdate {
  readonly id: string;
  /** Refuse with Conflict where the record has another version by now. */
  readonly expectedVersion?: number;
  readonly signedOn?: string;
  readonly callAt?: string | null;
  readonly document?: runtime.StoredFile;
  readonly terms?: runtime.Json | null;
  readonly customerId?: string;
}

export interface ContractFilter {
  readonly id?: runtime.IdCondition;
  readonly signedOn?: runtime.OrderedCondition<string>;
  readonly callAt?: runtime.OrderedCondition<string>;
  readonly customerId?: runtime.IdCondition;
  readonly createdAt?: runtime.OrderedCondition<string>;
  readonly updatedAt?: runtime.OrderedCondition<string>;
  readonly createdBy?: runtime.IdCondition;
  readonly and?: readonly ContractFilter[];
  readonly or?: readonly ContractFilter[];
  readonly not?: ContractFilter;
}

export interface Currency {
  readonly id: string;
  readonly code: string;
  readonly minorUnits: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Null: the system. */
  readonly createdBy: string | null;
  /** Counts writes. */
  readonly version: number;
}

export interface CurrencyCreate {
  /** A ULID of your own; otherwise one is made. */
  readonly id?: string;
  readonly code: string;
  readonly minorUnits?: number | null;
}

/** What is left out stays; null clears. */
export interface CurrencyUpdate {
  readonly id: string;
  /** Refuse with Conflict where the record has another version by now. */
  readonly expectedVersion?: number;
  readonly code?: string;
  readonly minorUnits?: number;
}

export interface CurrencyFilter {
  readonly id?: runtime.IdCondition;
  readonly code?: runtime.TextCondition;
  readonly minorUnits?: runtime.OrderedCondition<number>;
  readonly createdAt?: runtime.OrderedCondition<string>;
  readonly updatedAt?: runtime.OrderedCondition<string>;
  readonly createdBy?: runtime.IdCondition;
  readonly and?: readonly CurrencyFilter[];
  readonly or?: readonly CurrencyFilter[];
  readonly not?: CurrencyFilter;
}

/** Somebody who buys from the tenant. */
export interface Customer {
  readonly id: string;
  readonly tenantId: string;
  /** As it stands on invoices. */
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly website: string | null;
  readonly vip: boolean;
  readonly address: Address | null;
  readonly otherAddresses: readonly Address[] | null;
  readonly currencyId: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Null: the system. */
  readonly createdBy: string | null;
  /** Counts writes. */
  readonly version: number;
}

export interface CustomerCreate {
  /** A ULID of your own; otherwise one is made. */
  readonly id?: string;
  /** As it stands on invoices. */
  readonly name: string;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly website?: string | null;
  readonly vip?: boolean | null;
  readonly address?: AddressInput | null;
  readonly otherAddresses?: readonly AddressInput[] | null;
  readonly currencyId?: string | null;
}

/** What is left out stays; null clears. */
export interface CustomerUpdate {
  readonly id: string;
  /** Refuse with Conflict where the record has another version by now. */
  readonly expectedVersion?: number;
  readonly name?: string;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly website?: string | null;
  readonly vip?: boolean;
  readonly address?: AddressInput | null;
  readonly otherAddresses?: readonly AddressInput[] | null;
  readonly currencyId?: string | null;
}

export interface CustomerFilter {
  readonly id?: runtime.IdCondition;
  readonly name?: runtime.TextCondition;
  readonly email?: runtime.TextCondition;
  readonly phone?: runtime.TextCondition;
  readonly website?: runtime.TextCondition;
  readonly vip?: runtime.BooleanCondition;
  readonly currencyId?: runtime.IdCondition;
  readonly createdAt?: runtime.OrderedCondition<string>;
  readonly updatedAt?: runtime.OrderedCondition<string>;
  readonly createdBy?: runtime.IdCondition;
  readonly and?: readonly CustomerFilter[];
  readonly or?: readonly CustomerFilter[];
  readonly not?: CustomerFilter;
}

export interface Draft {
  readonly id: string;
  readonly text: string;
  /** ISO 8601 in UTC. */
  readonly expiresAt: string | null;
  readonly currencyId: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Null: the system. */
  readonly createdBy: string | null;
  /** Counts writes. */
  readonly version: number;
}

export interface DraftCreate {
  /** A ULID of your own; otherwise one is made. */
  readonly id?: string;
  readonly text: string;
  /** ISO 8601 in UTC. */
  readonly expiresAt?: string | null;
  readonly currencyId?: string | null;
}

/** What is left out stays; null clears. */
export interface DraftUpdate {
  readonly id: string;
  /** Refuse with Conflict where the record has another version by now. */
  readonly expectedVersion?: number;
  readonly text?: string;
  readonly expiresAt?: string | null;
  readonly currencyId?: string | null;
}

export interface DraftFilter {
  readonly id?: runtime.IdCondition;
  readonly text?: runtime.TextCondition;
  readonly expiresAt?: runtime.OrderedCondition<string>;
  readonly currencyId?: runtime.IdCondition;
  readonly createdAt?: runtime.OrderedCondition<string>;
  readonly updatedAt?: runtime.OrderedCondition<string>;
  readonly createdBy?: runtime.IdCondition;
  readonly and?: readonly DraftFilter[];
  readonly or?: readonly DraftFilter[];
  readonly not?: DraftFilter;
}

/** What a customer has to pay. */
export interface Invoice {
  readonly id: string;
  readonly tenantId: string;
  readonly number: string;
  readonly status: InvoiceStatus;
  readonly priority: Priority | null;
  /** Whole minor units: cents. */
  readonly total: number;
  readonly discount: number | null;
  readonly tags: readonly string[] | null;
  /** 2026-12-31 */
  readonly dueOn: string | null;
  /** ISO 8601 in UTC. */
  readonly openedAt: string;
  readonly token: string;
  readonly scan: runtime.StoredFile | null;
  readonly attachments: readonly runtime.StoredFile[] | null;
  readonly deliverTo: Address | null;
  readonly customerId: string;
  readonly categoryId: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Null: the system. */
  readonly createdBy: string | null;
  /** Counts writes. */
  readonly version: number;
  readonly deletedAt: string | null;
}

export interface InvoiceCreate {
  /** A ULID of your own; otherwise one is made. */
  readonly id?: string;
  readonly number: string;
  readonly status?: InvoiceStatus | null;
  readonly priority?: Priority | null;
  /** Whole minor units: cents. */
  readonly total: number;
  readonly discount?: number | null;
  readonly tags?: readonly string[] | null;
  /** 2026-12-31 */
  readonly dueOn?: string | null;
  /** ISO 8601 in UTC. */
  readonly openedAt?: string | null;
  readonly token?: string | null;
  readonly scan?: runtime.StoredFile | null;
  readonly attachments?: readonly runtime.StoredFile[] | null;
  readonly deliverTo?: AddressInput | null;
  readonly customerId: string;
  readonly categoryId?: string | null;
}

/** What is left out stays; null clears. */
export interface InvoiceUpdate {
  readonly id: string;
  /** Refuse with Conflict where the record has another version by now. */
  readonly expectedVersion?: number;
  readonly number?: string;
  readonly status?: InvoiceStatus;
  readonly priority?: Priority | null;
  readonly total?: number;
  readonly discount?: number | null;
  readonly tags?: readonly string[] | null;
  readonly dueOn?: string | null;
  readonly openedAt?: string;
  readonly token?: string;
  readonly scan?: runtime.StoredFile | null;
  readonly attachments?: readonly runtime.StoredFile[] | null;
  readonly deliverTo?: AddressInput | null;
  readonly customerId?: string;
  readonly categoryId?: string | null;
}

export interface InvoiceFilter {
  readonly id?: runtime.IdCondition;
  readonly number?: runtime.TextCondition;
  readonly status?: runtime.EnumCondition<InvoiceStatus>;
  readonly priority?: runtime.EnumCondition<Priority>;
  readonly total?: runtime.OrderedCondition<number>;
  readonly discount?: runtime.OrderedCondition<number>;
  readonly tags?: runtime.ListCondition<string>;
  readonly dueOn?: runtime.OrderedCondition<string>;
  readonly openedAt?: runtime.OrderedCondition<string>;
  readonly token?: runtime.IdCondition;
  readonly customerId?: runtime.IdCondition;
  readonly categoryId?: runtime.IdCondition;
  readonly createdAt?: runtime.OrderedCondition<string>;
  readonly updatedAt?: runtime.OrderedCondition<string>;
  readonly createdBy?: runtime.IdCondition;
  readonly and?: readonly InvoiceFilter[];
  readonly or?: readonly InvoiceFilter[];
  readonly not?: InvoiceFilter;
}

export interface InvoiceLine {
  readonly id: string;
  readonly tenantId: string;
  readonly position: number;
  readonly text: string;
  readonly quantity: number;
  /** Whole minor units: cents. */
  readonly price: number;
  readonly invoiceId: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Null: the system. */
  readonly createdBy: string | null;
  /** Counts writes. */
  readonly version: number;
}

export interface InvoiceLineCreate {
  /** A ULID of your own; otherwise one is made. */
  readonly id?: string;
  readonly position: number;
  readonly text: string;
  readonly quantity?: number | null;
  /** Whole minor units: cents. */
  readonly price: number;
  readonly invoiceId: string;
}

/** What is left out stays; null clears. */
export interface InvoiceLineUpdate {
  readonly id: string;
  /** Refuse with Conflict where the record has another version by now. */
  readonly expectedVersion?: number;
  readonly position?: number;
  readonly text?: string;
  readonly quantity?: number;
  readonly price?: number;
  readonly invoiceId?: string;
}

export interface InvoiceLineFilter {
  readonly id?: runtime.IdCondition;
  readonly position?: runtime.OrderedCondition<number>;
  readonly text?: runtime.TextCondition;
  readonly quantity?: runtime.OrderedCondition<number>;
  readonly price?: runtime.OrderedCondition<number>;
  readonly invoiceId?: runtime.IdCondition;
  readonly createdAt?: runtime.OrderedCondition<string>;
  readonly updatedAt?: runtime.OrderedCondition<string>;
  readonly createdBy?: runtime.IdCondition;
  readonly and?: readonly InvoiceLineFilter[];
  readonly or?: readonly InvoiceLineFilter[];
  readonly not?: InvoiceLineFilter;
}

export interface Label {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly color: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Null: the system. */
  readonly createdBy: string | null;
  /** Counts writes. */
  readonly version: number;
}

export interface LabelCreate {
  /** A ULID of your own; otherwise one is made. */
  readonly id?: string;
  readonly name: string;
  readonly color: string;
}

/** What is left out stays; null clears. */
export interface LabelUpdate {
  readonly id: string;
  /** Refuse with Conflict where the record has another version by now. */
  readonly expectedVersion?: number;
  readonly name?: string;
  readonly color?: string;
}

export interface LabelFilter {
  readonly id?: runtime.IdCondition;
  readonly name?: runtime.TextCondition;
  readonly color?: runtime.TextCondition;
  readonly createdAt?: runtime.OrderedCondition<string>;
  readonly updatedAt?: runtime.OrderedCondition<string>;
  readonly createdBy?: runtime.IdCondition;
  readonly and?: readonly LabelFilter[];
  readonly or?: readonly LabelFilter[];
  readonly not?: LabelFilter;
}

export interface PageView {
  readonly id: string;
  readonly tenantId: string;
  readonly path: string;
  /** ISO 8601 in UTC. */
  readonly seenAt: string;
  /** ISO 8601 in UTC. */
  readonly goneAt: string | null;
  readonly customerId: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Null: the system. */
  readonly createdBy: string | null;
  /** Counts writes. */
  readonly version: number;
}

export interface PageViewCreate {
  /** A ULID of your own; otherwise one is made. */
  readonly id?: string;
  readonly path: string;
  /** ISO 8601 in UTC. */
  readonly seenAt?: string | null;
  /** ISO 8601 in UTC. */
  readonly goneAt?: string | null;
  readonly customerId?: string | null;
}

/** What is left out stays; null clears. */
export interface PageViewUpdate {
  readonly id: string;
  /** Refuse with Conflict where the record has another version by now. */
  readonly expectedVersion?: number;
  readonly path?: string;
  readonly seenAt?: string;
  readonly goneAt?: string | null;
  readonly customerId?: string | null;
}

export interface PageViewFilter {
  readonly id?: runtime.IdCondition;
  readonly path?: runtime.TextCondition;
  readonly seenAt?: runtime.OrderedCondition<string>;
  readonly goneAt?: runtime.OrderedCondition<string>;
  readonly customerId?: runtime.IdCondition;
  readonly createdAt?: runtime.OrderedCondition<string>;
  readonly updatedAt?: runtime.OrderedCondition<string>;
  readonly createdBy?: runtime.IdCondition;
  readonly and?: readonly PageViewFilter[];
  readonly or?: readonly PageViewFilter[];
  readonly not?: PageViewFilter;
}

/** What db can do with each model. */
export type Models = {
  readonly Category: {
    readonly record: Category;
    readonly create: CategoryCreate;
    readonly update: CategoryUpdate;
    readonly get: { readonly id: string };
    readonly list: runtime.Paging & {
      readonly byParent?: { readonly parentId: string; readonly title?: runtime.TextRange };
      readonly byTitle?: { readonly title: string };
      readonly filter?: CategoryFilter;
    };
    readonly softDelete: false;
  };
  readonly Contract: {
    readonly record: Contract;
    readonly create: ContractCreate;
    readonly update: ContractUpdate;
    readonly get: { readonly id: string } | { readonly byCustomerId: string };
    readonly list: runtime.Paging & {
      readonly byCustomer?: { readonly customerId: string };
      readonly filter?: ContractFilter;
    };
    readonly softDelete: false;
  };
  readonly Currency: {
    readonly record: Currency;
    readonly create: CurrencyCreate;
    readonly update: CurrencyUpdate;
    readonly get: { readonly id: string } | { readonly byCode: string };
    readonly list: runtime.Paging & {
      readonly filter?: CurrencyFilter;
    };
    readonly softDelete: false;
  };
  readonly Customer: {
    readonly record: Customer;
    readonly create: CustomerCreate;
    readonly update: CustomerUpdate;
    readonly get: { readonly id: string } | { readonly byEmail: string };
    readonly list: runtime.Paging & {
      readonly byCurrency?: { readonly currencyId: string };
      readonly byVip?: { readonly vip: boolean; readonly name?: runtime.TextRange };
      readonly filter?: CustomerFilter;
    };
    readonly softDelete: false;
  };
  readonly Draft: {
    readonly record: Draft;
    readonly create: DraftCreate;
    readonly update: DraftUpdate;
    readonly get: { readonly id: string };
    readonly list: runtime.Paging & {
      readonly filter?: DraftFilter;
    };
    readonly softDelete: false;
  };
  readonly Invoice: {
    readonly record: Invoice;
    readonly create: InvoiceCreate;
    readonly update: InvoiceUpdate;
    readonly get:
      | { readonly id: string }
      | { readonly byCustomerAndNumber: { readonly customerId: string; readonly number: string } }
      | { readonly byToken: string };
    readonly list: runtime.Paging & {
      readonly byCategory?: { readonly categoryId: string };
      readonly byCustomer?: { readonly customerId: string; readonly createdAt?: runtime.Range<string> };
      readonly byStatus?: { readonly status: InvoiceStatus; readonly dueOn?: runtime.Range<string> };
      readonly byStatusAndTotal?: { readonly status: InvoiceStatus; readonly priority: Priority; readonly total?: runtime.Range<number> };
      readonly filter?: InvoiceFilter;
    };
    readonly softDelete: true;
  };
  readonly InvoiceLine: {
    readonly record: InvoiceLine;
    readonly create: InvoiceLineCreate;
    readonly update: InvoiceLineUpdate;
    readonly get: { readonly id: string };
    readonly list: runtime.Paging & {
      readonly byInvoice?: { readonly invoiceId: string; readonly position?: runtime.Range<number> };
      readonly filter?: InvoiceLineFilter;
    };
    readonly softDelete: false;
  };
  readonly Label: {
    readonly record: Label;
    readonly create: LabelCreate;
    readonly update: LabelUpdate;
    readonly get: { readonly id: string } | { readonly byName: string };
    readonly list: runtime.Paging & {
      readonly filter?: LabelFilter;
    };
    readonly softDelete: false;
  };
  readonly PageView: {
    readonly record: PageView;
    readonly create: PageViewCreate;
    readonly update: PageViewUpdate;
    readonly get: { readonly id: string };
    readonly list: runtime.Paging & {
      readonly byPath?: { readonly path: string; readonly seenAt?: runtime.Range<string> };
      readonly filter?: PageViewFilter;
    };
    readonly softDelete: false;
  };
};

/** What db has to know of each model. */
export const models = {
  Category: {
    name: "Category",
    plural: "Categories",
    selection: "id tenantId title parentId createdAt updatedAt createdBy version",
    uniques: {},
    indexes: { byParent: "CategoryByParent", byTitle: "CategoryByTitle" },
    json: [],
    softDelete: false,
  },
  Contract: {
    name: "Contract",
    plural: "Contracts",
    selection: "id tenantId signedOn callAt document { key name size contentType } terms customerId createdAt updatedAt createdBy version",
    uniques: { byCustomerId: "ID" },
    indexes: { byCustomer: "ContractByCustomer" },
    json: [["terms"]],
    softDelete: false,
  },
  Currency: {
    name: "Currency",
    plural: "Currencies",
    selection: "id code minorUnits createdAt updatedAt createdBy version",
    uniques: { byCode: "String" },
    indexes: {},
    json: [],
    softDelete: false,
  },
  Customer: {
    name: "Customer",
    plural: "Customers",
    selection: "id tenantId name email phone website vip address { street zip location { latitude longitude } } otherAddresses { street zip location { latitude longitude } } currencyId createdAt updatedAt createdBy version",
    uniques: { byEmail: "AWSEmail" },
    indexes: { byCurrency: "CustomerByCurrency", byVip: "CustomerByVip" },
    json: [],
    softDelete: false,
  },
  Draft: {
    name: "Draft",
    plural: "Drafts",
    selection: "id text expiresAt currencyId createdAt updatedAt createdBy version",
    uniques: {},
    indexes: {},
    json: [],
    softDelete: false,
  },
  Invoice: {
    name: "Invoice",
    plural: "Invoices",
    selection: "id tenantId number status priority total discount tags dueOn openedAt token scan { key name size contentType } attachments { key name size contentType } deliverTo { street zip location { latitude longitude } } customerId categoryId createdAt updatedAt createdBy version deletedAt",
    uniques: { byCustomerAndNumber: "InvoiceByCustomerAndNumber", byToken: "ID" },
    indexes: {
      byCategory: "InvoiceByCategory",
      byCustomer: "InvoiceByCustomer",
      byStatus: "InvoiceByStatus",
      byStatusAndTotal: "InvoiceByStatusAndTotal",
    },
    json: [],
    softDelete: true,
  },
  InvoiceLine: {
    name: "InvoiceLine",
    plural: "InvoiceLines",
    selection: "id tenantId position text quantity price invoiceId createdAt updatedAt createdBy version",
    uniques: {},
    indexes: { byInvoice: "InvoiceLineByInvoice" },
    json: [],
    softDelete: false,
  },
  Label: {
    name: "Label",
    plural: "Labels",
    selection: "id tenantId name color createdAt updatedAt createdBy version",
    uniques: { byName: "String" },
    indexes: {},
    json: [],
    softDelete: false,
  },
  PageView: {
    name: "PageView",
    plural: "PageViews",
    selection: "id tenantId path seenAt goneAt customerId createdAt updatedAt createdBy version",
    uniques: {},
    indexes: { byPath: "PageViewByPath" },
    json: [],
    softDelete: false,
  },
} satisfies {
  readonly [name: string]: runtime.ModelMeta;
};
