// Formulas within labels are left as they are.
export default { renderToString: (text) => text };
