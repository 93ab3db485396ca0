/**
 * What bash sources. It evaluates nothing that the program prints: lines are taken as they are, and quoted. The program is called
 * as the person calls it. Works from bash 3.2 on, which has no compopt.
 */
export const BASH_COMPLETION = `# bash completion of tickets; made by: tickets completion bash
_tickets_completion() {
  local line quoted typed=\${COMP_LINE:0:COMP_POINT}
  local before=\${typed%"$2"}
  local -a program=("$1")
  [[ $(type -t "$1") == alias ]] && ((BASH_VERSINFO[0] > 3)) && read -ra program <<< "\${BASH_ALIASES[$1]}"
  [[ \${program[0]} == "~/"* ]] && program[0]=$HOME/\${program[0]:2}
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :files) _tickets_paths -f "$2" ;;
      :directories) _tickets_paths -d "$2" ;;
      *)
        # Within quotes a word stands as it is.
        if [[ $before == *[\\"\\'] ]]; then quoted=$line; else printf -v quoted %q "$line"; fi
        COMPREPLY+=("$quoted")
        ;;
    esac
  done < <("\${program[@]}" completion bash --candidates -- "$typed" "$2" 2>/dev/null)
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
