// Who buys from us.
import { /* fields */ email, model, text } from "plinth"; // the language

/**
 * A customer of a tenant.
 */
export const Customer = model({
  // The legal name
  name: text().max(200), // as in the register

  /* where invoices go */ email: email().unique(), // never shown
  // phone is kept elsewhere, see CRM
}) /* end of fields */
  // Support may look, nobody may touch.
  .access({ read: "member", update: ["admin"] }); // reviewed
// End of file.
