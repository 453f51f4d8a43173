using System.Diagnostics.CodeAnalysis;
using CalicoVxlan.Host.Pipeline;

namespace System.Management.Automation;

/// <summary>A command of a pipeline. What it writes goes to the <see cref="CommandRuntime"/> that the pipeline gives it.</summary>
public abstract class Cmdlet
{
    private CommandRuntime? runtime;

    public bool Stopping => Runtime.Stopping;

    internal CommandRuntime Runtime
    {
        get => runtime ?? throw new InvalidOperationException("The cmdlet runs in no pipeline.");
        set => runtime = value;
    }

    public void WriteObject(object? sendToPipeline) => Runtime.WriteObject(sendToPipeline);

    public void WriteObject(object? sendToPipeline, bool enumerateCollection)
    {
        if (enumerateCollection && sendToPipeline is System.Collections.IEnumerable several and not string)
        {
            foreach (object? one in several)
            {
                Runtime.WriteObject(one);
            }
        }
        else
        {
            Runtime.WriteObject(sendToPipeline);
        }
    }

    public void WriteError(ErrorRecord errorRecord) => Runtime.WriteError(errorRecord);

    public void WriteWarning(string text) => Runtime.WriteWarning(text);

    public void WriteVerbose(string text) => Runtime.WriteVerbose(text);

    public void WriteDebug(string text) => Runtime.WriteDebug(text);

    public void WriteInformation(object messageData, string[] tags) => Runtime.WriteInformation(messageData);

    public void WriteProgress(ProgressRecord progressRecord) => Runtime.WriteProgress(progressRecord);

    public void WriteCommandDetail(string text) => Runtime.WriteDebug(text);

    [DoesNotReturn]
    public void ThrowTerminatingError(ErrorRecord errorRecord) =>
        throw new TerminatingErrorException(errorRecord.From(Runtime.Invocation));

    public bool ShouldProcess(string target) => ShouldProcess(target, Runtime.Invocation.MyCommand.Name);

    public bool ShouldProcess(string target, string action) =>
        Runtime.ShouldProcess($"Performing the operation \"{action}\" on target \"{target}\".", null);

    public bool ShouldProcess(string verboseDescription, string verboseWarning, string caption) =>
        Runtime.ShouldProcess(verboseDescription, verboseWarning);

    public bool ShouldContinue(string query, string caption) => Runtime.ShouldContinue(query, caption);

    public bool ShouldContinue(string query, string caption, ref bool yesToAll, ref bool noToAll) =>
        yesToAll || (!noToAll && Runtime.ShouldContinue(query, caption));

    internal void Begin() => BeginProcessing();

    internal void Process() => ProcessRecord();

    internal void End() => EndProcessing();

    internal void RequestStop() => StopProcessing();

    protected virtual void BeginProcessing()
    {
    }

    protected virtual void ProcessRecord()
    {
    }

    protected virtual void EndProcessing()
    {
    }

    protected virtual void StopProcessing()
    {
    }
}
