/**
 * What bash sources. It evaluates nothing that the program prints: lines are taken as they are, and quoted. The program is called
 * as the person calls it. Works from bash 3.2 on, which has no compopt.
 */
export const BASH_COMPLETION = `# bash completion of tickets; made by: tickets completion bash
_tickets_completion() {
  local line quoted
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :files) _tickets_paths -f "$2" ;;
      :directories) _tickets_paths -d "$2" ;;
      *) printf -v quoted %q "$line"; COMPREPLY+=("$quoted") ;;
    esac
  done < <("$1" completion bash --candidates -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
_tickets_paths() {
  local line format=%q
  # Then bash quotes them itself, and puts a slash behind directories.
  compopt -o filenames 2>/dev/null && format=%s
  while IFS= read -r line; do
    printf -v line "$format" "$line"
    COMPREPLY+=("$line")
  done < <(compgen "$1" -- "$2")
}
complete -F _tickets_completion tickets tickets.mjs
`;
