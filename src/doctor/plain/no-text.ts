/** The words that are no texts to YAML readers. */
export const NO_TEXT = /^(?:true|false|yes|no|on|off|null) *$/i;
