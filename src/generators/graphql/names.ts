/** Names in the schema that are made of the user's: a user cannot take any of them. */

export const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
export const camel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

export const pageName = (model: string): string => `${model}Page`;
export const filterName = (model: string): string => `${model}Filter`;
/** `InvoiceByStatus`, for an index or a unique constraint of several fields. */
export const keyInputName = (model: string, key: string): string => model + pascal(key);
export const createInputName = (model: string): string => `${model}Create`;
export const updateInputName = (model: string): string => `${model}Update`;
export const deleteInputName = (model: string): string => `${model}Delete`;
export const restoreInputName = (model: string): string => `${model}Restore`;
/** `InvoiceLabelsLink` */
export const linkInputName = (model: string, relation: string): string => `${model}${pascal(relation)}Link`;
/** `AddressInput` */
export const objectInputName = (object: string): string => `${object}Input`;
/** `QuoteShippingResult` */
export const resultName = (functionField: string): string => `${pascal(functionField)}Result`;

export const getField = (model: string): string => `get${model}`;
export const listField = (plural: string): string => `list${plural}`;
export const createField = (model: string): string => `create${model}`;
export const updateField = (model: string): string => `update${model}`;
export const deleteField = (model: string): string => `delete${model}`;
export const restoreField = (model: string): string => `restore${model}`;
export const linkField = (model: string, relation: string): string => `link${model}${pascal(relation)}`;
export const unlinkField = (model: string, relation: string): string => `unlink${model}${pascal(relation)}`;
export const subscriptionField = (model: string): string => `on${model}Changed`;

/** Fields of a link's input: `invoiceId`, `labelIds`. */
export const ownIdField = (model: string): string => `${camel(model)}Id`;
export const otherIdsField = (target: string): string => `${camel(target)}Ids`;
