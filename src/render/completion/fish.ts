/** What fish sources. Candidates and their descriptions stay values, which fish quotes and shows. */
export const FISH_COMPLETION = `# fish completion of tickets; made by: tickets completion fish
function __tickets_completion
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program $words[1]
    set -e words[1]
    for line in ($program completion fish --candidates -- $words "$current" 2>/dev/null)
        switch $line
            case ':files'
                __fish_complete_path "$current"
            case ':directories'
                __fish_complete_directories "$current"
            case '*'
                printf '%s\\n' $line
        end
    end
end
complete -c tickets -f -a '(__tickets_completion)'
complete -c tickets.mjs -f -a '(__tickets_completion)'
`;
