import {model, text} from "plinth"

export const Customer = model({
    name: text().max(200), // first
    phone: text() // last
    // nothing below
})
