using CalicoVxlan.Host.Pipeline;

namespace CalicoVxlan.Host.Help;

/// <summary>What <c>cvx --help</c> says.</summary>
internal static class Usage
{
    public static string Version => "cvx " + (typeof(Usage).Assembly.GetName().Version?.ToString(3) ?? "");

    public static void Write(CommandTable commands, TextFlow text)
    {
        text.Line("cvx runs the commands of the PowerShell module CalicoVxlan where there is no PowerShell.");
        text.Heading("USAGE");
        text.Line("    cvx COMMAND [-Parameter VALUE]...        one command");
        text.Line("    cvx 'COMMAND ... | COMMAND ...'          a pipeline, in one argument");
        text.Line("    cvx help [COMMAND | about_TOPIC]         what a command does, its parameters and examples");
        text.Line("    cvx complete 'LINE'                      what the line's last word can become");
        text.Line("    cvx complete --bash                      completion for bash: source <(cvx complete --bash)");
        text.Line("    cvx --version");
        text.Heading("COMMANDS");
        foreach (string name in commands.All.Keys)
        {
            text.Line($"    {name,-20} {HelpCatalog.Synopsis(name)}".TrimEnd());
        }

        string[] topics = [.. HelpCatalog.Topics()];
        if (topics.Length > 0)
        {
            text.Heading("TOPICS");
            Array.ForEach(topics, t => text.Line("    " + t));
        }

        text.Heading("EXAMPLES");
        text.Line("    cvx Get-VxlanFrame capture.pcapng -Vni 4096");
        text.Line("    cvx 'Get-VxlanFrame *.pcapng | Measure-VxlanFlow -By Vtep | ConvertTo-Json'");
        text.Heading("EXIT CODES");
        text.Line("    0 done, 1 an error was reported, 130 interrupted; a command's help names others.");
    }
}
