/** There is nothing to choose: the closure is what it is. */
export const options = { type: 'object', additionalProperties: false, properties: {} } as const;
