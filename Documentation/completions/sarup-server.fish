function __sarup-server_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __sarup-server_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __sarup-server_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __sarup-server_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __sarup-server_parse_tokens -S
    set -l unparsed_tokens (__sarup-server_tokens -pc)
    switch $unparsed_tokens[1]
    case 'sarup-server'
        __sarup-server_parse_subcommand 0 'host=' 'port=' 'keys=' 'templates=' 'fonts=+' 'system-fonts' 'workers=' 'waiting=' 'max-body=' 'max-brief=' 'max-memory=' 'max-pages=' 'max-connections=' 'render-time=' 'body-time=' 'idle-time=' 'end-time=' 'rate=' 'behind-proxy' 'log=' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'help'
            __sarup-server_parse_subcommand -r 1 'version'
        end
    end
end

function __sarup-server_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __sarup-server_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __sarup-server_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __sarup-server_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__sarup-server_tokens -p)
    if test -z "$(__sarup-server_tokens -t)"
        set -l index (count (__sarup-server_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'sarup-server' -f
complete -c 'sarup-server' -n '__sarup-server_should_offer_completions_for_flags_or_options "sarup-server" host' -l 'host' -d 'The address to listen on; 0.0.0.0 or :: for all that the machine has.' -rfka ''
complete -c 'sarup-server' -n '__sarup-server_should_offer_completions_for_flags_or_options "sarup-server" port' -l 'port' -d 'The port to listen on; 0 for one that is free, which the log tells.' -rfka ''
complete -c 'sarup-server' -n '__sarup-server_should_offer_completions_for_flags_or_options "sarup-server" keys' -l 'keys' -d 'A file with a key on each line, `name: key` or the key alone, of at least 16 characters. It is read at the start. Without it no key is asked for.' -rF
complete -c 'sarup-server' -n '__sarup-server_should_offer_completions_for_flags_or_options "sarup-server" templates' -l 'templates' -d 'A folder of .yaml templates that briefs may name beside those that ship.' -rfa '(__sarup-server_complete_directories)'
complete -c 'sarup-server' -n '__sarup-server_should_offer_completions_for_flags_or_options "sarup-server"' -l 'fonts' -d 'A folder of font files, or one font file. May be given again.' -rfa '(__sarup-server_complete_directories)'
complete -c 'sarup-server' -n '__sarup-server_should_offer_completions_for_flags_or_options "sarup-server" system-fonts' -l 'system-fonts' -d 'Ask the system for fonts that are named and neither bundled nor in --fonts.'
complete -c 'sarup-server' -n '__sarup-server_should_offer_completions_for_flags_or_options "sarup-server" workers' -l 'workers' -d 'Briefs that are rendered at the same time. Default: as many as there are cores.' -rfka ''
complete -c 'sarup-server' -n '__sarup-server_should_offer_completions_for_flags_or_options "sarup-server" waiting' -l 'waiting' -d 'Requests that may wait for a worker; one more is answered with 503.' -rfka ''
complete -c 'sarup-server' -n '__sarup-server_should_offer_completions_for_flags_or_options "sarup-server" max-body' -l 'max-body' -d 'The largest body of a request, with its pictures: a number of bytes, K, M or G.' -rfka ''
complete -c 'sarup-server' -n '__sarup-server_should_offer_completions_for_flags_or_options "sarup-server" max-brief' -l 'max-brief' -d 'The largest text of a brief.' -rfka ''
complete -c 'sarup-server' -n '__sarup-server_should_offer_completions_for_flags_or_options "sarup-server" max-memory' -l 'max-memory' -d 'What the bodies of all open requests may take together.' -rfka ''
complete -c 'sarup-server' -n '__sarup-server_should_offer_completions_for_flags_or_options "sarup-server" max-pages' -l 'max-pages' -d 'The most pages of a brief; one with more is answered with 422.' -rfka ''
complete -c 'sarup-server' -n '__sarup-server_should_offer_completions_for_flags_or_options "sarup-server" max-connections' -l 'max-connections' -d 'The most connections; more wait.' -rfka ''
complete -c 'sarup-server' -n '__sarup-server_should_offer_completions_for_flags_or_options "sarup-server" render-time' -l 'render-time' -d 'Seconds that a request may wait and be rendered in; then it is answered with 503.' -rfka ''
complete -c 'sarup-server' -n '__sarup-server_should_offer_completions_for_flags_or_options "sarup-server" body-time' -l 'body-time' -d 'Seconds that a body may take to come; then it is answered with 408.' -rfka ''
complete -c 'sarup-server' -n '__sarup-server_should_offer_completions_for_flags_or_options "sarup-server" idle-time' -l 'idle-time' -d 'Seconds after which a connection is closed on which nothing comes.' -rfka ''
complete -c 'sarup-server' -n '__sarup-server_should_offer_completions_for_flags_or_options "sarup-server" end-time' -l 'end-time' -d 'Seconds that requests have to end in after SIGTERM.' -rfka ''
complete -c 'sarup-server' -n '__sarup-server_should_offer_completions_for_flags_or_options "sarup-server" rate' -l 'rate' -d 'Requests a second of each key, or of each address where there are no keys; more are answered with 429. Default: any number.' -rfka ''
complete -c 'sarup-server' -n '__sarup-server_should_offer_completions_for_flags_or_options "sarup-server" behind-proxy' -l 'behind-proxy' -d 'Take the last address of X-Forwarded-For for the client\'s: for a service behind a proxy of yours.'
complete -c 'sarup-server' -n '__sarup-server_should_offer_completions_for_flags_or_options "sarup-server" log' -l 'log' -d 'The least that the log tells: info, with a line for each request; or warning.' -rfka 'debug info warning error'
complete -c 'sarup-server' -n '__sarup-server_should_offer_completions_for_flags_or_options "sarup-server" version' -l 'version' -d 'Show the version.'
complete -c 'sarup-server' -n '__sarup-server_should_offer_completions_for_flags_or_options "sarup-server" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'sarup-server' -n '__sarup-server_should_offer_completions_for_positional "sarup-server" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'sarup-server' -n '__sarup-server_should_offer_completions_for_flags_or_options "sarup-server help" version' -l 'version' -d 'Show the version.'
