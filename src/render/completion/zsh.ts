/**
 * What zsh evaluates, or autoloads as \`_tickets\`. Candidates and their descriptions stay values: compadd quotes the ones, and shows
 * the others.
 */
export const ZSH_COMPLETION = `#compdef tickets tickets.mjs
# zsh completion of tickets; made by: tickets completion zsh
_tickets() {
  local value description program=\${(Q)words[1]}
  local -a values shown
  [[ $program == '~/'* ]] && program=$HOME/\${program[3,-1]}
  while IFS=$'\\t' read -r value description; do
    case $value in
      (:files) [[ $PREFIX == --*=* ]] && compset -P '*='; _files; return ;;
      (:directories) [[ $PREFIX == --*=* ]] && compset -P '*='; _files -/; return ;;
    esac
    values+=("$value")
    shown+=("$value\${description:+  -- $description}")
  done < <("$program" completion zsh --candidates -- "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null)
  (( $#values )) && compadd -l -d shown -a values
}
if [[ $funcstack[1] == _tickets ]]; then
  _tickets "$@"
else
  compdef _tickets tickets tickets.mjs
fi
`;
