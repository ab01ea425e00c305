import { email, hasMany, model, text } from 'plinth'

export const Customer = model({
	name: text().max(200),
	email: email().unique(),
	invoices: hasMany('Invoice')
})
