/** What fish sources. Candidates and their descriptions stay values, which fish quotes and shows. */
export const FISH_COMPLETION = `# fish completion of tickets; made by: tickets completion fish
function __tickets_completion
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program (string replace -r -- '^~/' "$HOME/" $words[1])
    type -q -- $program; or return
    set -e words[1]
    for line in ($program completion fish --candidates -- $words "$current" 2>/dev/null)
        switch $line
            # As behind a command that fish knows nothing of: with ~, quotes and --option=.
            case ':files'
                complete -C "'' $current"
            case ':directories'
                complete -C "'' $current" | string match -r -- '.*/$'
            case '*'
                printf '%s\\n' $line
        end
    end
end
complete -c tickets -f -a '(__tickets_completion)'
complete -c tickets.mjs -f -a '(__tickets_completion)'
`;
