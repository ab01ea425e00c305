import * as p from 'plinth';
import { text } from 'plinth';

export const Customer = p.model({
  name: text(), phone: text(),
  fax: text(),
  invoices: p.hasMany('Invoice'),
});
