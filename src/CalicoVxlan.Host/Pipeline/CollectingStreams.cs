using System.Management.Automation;

namespace CalicoVxlan.Host.Pipeline;

/// <summary>Keeps everything for a caller in the same process.</summary>
internal sealed class CollectingStreams(HostResult result, Action<object?>? watch) : HostStreams
{
    public override void Object(object? value)
    {
        result.Output.Add(value);
        watch?.Invoke(value);
    }

    public override void Error(ErrorRecord error) => result.Errors.Add(error);

    public override void Warning(string text) => result.Warnings.Add(text);

    public override void Verbose(string text) => result.Verbose.Add(text);

    public override void Debug(string text) => result.Debug.Add(text);

    public override void Information(object? message) => result.Information.Add(message?.ToString() ?? "");

    public override void Progress(ProgressRecord progress) => result.Progress.Add(progress);

    public override bool Ask(string question)
    {
        result.Questions.Add(question);
        return false;
    }
}
