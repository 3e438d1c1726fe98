/** Why a scenario is not one whose rules can be audited report by report: it is then audited on its tree. */
export class NotDirect extends Error {}
