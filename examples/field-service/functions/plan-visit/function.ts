import { modelChange } from "plinth";

export default modelChange({
  description: "A planned visit moves its job on and gets a tracking link for the customer.",
  model: "Visit",
  on: ["created"],
});
