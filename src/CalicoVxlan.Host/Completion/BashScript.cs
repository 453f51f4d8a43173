namespace CalicoVxlan.Host.Completion;

/// <summary>What bash needs to complete cvx's command lines.</summary>
internal static class BashScript
{
    // In quotes the whole pipeline is one word to bash: what stands before its last word is put before each answer.
    public const string Text = """
        _cvx_complete() {
            local line="${COMP_LINE:0:COMP_POINT}" word answer tip before="" IFS=$'\n'
            line="${line#*[[:space:]]}"
            word="${line##*[[:space:]]}"
            [[ "$line" == [\'\"]* ]] && line="${line:1}" && word="${word#[\'\"]}"
            [[ "$word" == *[,:]* ]] && before="${word%"${word##*[,:]}"}"
            [[ "$before" == *: ]] && [[ "$COMP_WORDBREAKS" == *:* ]] && before=""
            COMPREPLY=()
            while IFS=$'\t' read -r answer tip; do
                COMPREPLY+=("$before$answer")
            done < <(cvx complete "$line" 2>/dev/null)
            if [[ "${COMP_WORDS[COMP_CWORD]}" == [\'\"]*[[:space:]]* ]]; then
                local head="${COMP_WORDS[COMP_CWORD]:1}" i
                head="${head%"$word"}"
                for i in "${!COMPREPLY[@]}"; do COMPREPLY[i]="$head${COMPREPLY[i]}"; done
            fi
        }
        complete -o default -o nospace -F _cvx_complete cvx
        """;
}
