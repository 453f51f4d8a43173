using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using CalicoVxlan.Host.Binding;

namespace CalicoVxlan.Host.Pipeline;

/// <summary>A command in a pipeline: binds its input, runs its cmdlet, and hands what that writes to the next one.</summary>
internal sealed class Stage : CommandRuntime
{
    private readonly ParameterBinder binder;
    private readonly HostPipeline pipeline;
    private readonly InvocationInfo invocation;
    private InputBinder? input;
    private bool upstreamStopped;

    public Stage(HostPipeline pipeline, CommandType type, CommandCall call)
    {
        this.pipeline = pipeline;
        Command = (Cmdlet)Activator.CreateInstance(type.Type)!;
        Command.Runtime = this;
        invocation = new InvocationInfo(new CommandInfo(type.Name, type.Type.FullName ?? type.Type.Name), pipeline.Line);
        binder = new ParameterBinder(type, Command, call);
    }

    public Cmdlet Command { get; }

    public Stage? Next { get; set; }

    public bool HasBegun { get; private set; }

    public bool IsFirst { get; set; }

    /// <summary>The host's pipe, when this command's text would go there next.</summary>
    public OutputPipe? TextPipe => Next is null ? pipeline.Streams.Text : null;

    public HostPipeline Pipeline => pipeline;

    public override InvocationInfo Invocation => invocation;

    public override string ParameterSetName => binder.ParameterSetName;

    public override bool Stopping => pipeline.IsStopping;

    private CommonParameters Common => binder.Common;

    public void BindLine()
    {
        try
        {
            binder.BindLine(expectsInput: !IsFirst);
        }
        catch (ParameterBindingException e)
        {
            throw new TerminatingErrorException(e.ErrorRecord.From(invocation));
        }

        foreach ((ParameterInfo parameter, object? value) in binder.Bound)
        {
            invocation.BoundParameters[parameter.Name] = value;
        }

        invocation.ExpectingInput = !IsFirst;
    }

    public void Begin()
    {
        if (!HasBegun)
        {
            HasBegun = true;
            Run(Command.Begin);
        }
    }

    public void Accept(object? value)
    {
        if (upstreamStopped)
        {
            throw new StopUpstreamException(Command);
        }

        if (input is null)
        {
            // Objects may come while the command before this one still begins.
            Begin();
            input = new InputBinder(binder, invocation);
        }

        try
        {
            input.Bind(value);
        }
        catch (ParameterBindingException e)
        {
            WriteError(new ErrorRecord(e, e.ErrorId, e.ErrorRecord.CategoryInfo.Category, value));
            return;
        }

        try
        {
            Command.Process();
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw Terminating(e);
        }
    }

    /// <summary>Runs the command without input, or its end.</summary>
    public void Run(Action step)
    {
        ThrowIfStopping();
        try
        {
            step();
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw Terminating(e);
        }
    }

    /// <summary>Ends what is before this command; it has enough.</summary>
    [DoesNotReturn]
    public void StopUpstream()
    {
        upstreamStopped = true;
        throw new StopUpstreamException(Command);
    }

    private bool IsFailure(Exception e) =>
        e is not (TerminatingErrorException or PipelineStoppedException or StopUpstreamException or OutputClosedException)
        && !(pipeline.IsStopping && e is OperationCanceledException);

    // What a cmdlet throws ends the pipeline as its error, whatever it is.
    private TerminatingErrorException Terminating(Exception e)
    {
        ErrorRecord record = (e as IContainsErrorRecord)?.ErrorRecord ?? new ErrorRecord(e, e.GetType().FullName ?? "Exception", ErrorCategory.NotSpecified, null);
        return new TerminatingErrorException(record.From(invocation));
    }

    public override void WriteObject(object? value)
    {
        if (pipeline.IsStopping)
        {
            throw new PipelineStoppedException();
        }

        if (Next is { } next)
        {
            next.Accept(value);
        }
        else
        {
            pipeline.Streams.Object(value);
        }
    }

    public override void WriteError(ErrorRecord error)
    {
        ThrowIfStopping();
        _ = error.From(invocation);
        switch (Common.ErrorAction)
        {
            case ActionPreference.Ignore:
                break;
            case ActionPreference.SilentlyContinue:
                pipeline.Streams.HadErrors = true;
                break;
            case ActionPreference.Stop:
                throw new TerminatingErrorException(error);
            default:
                pipeline.Streams.HadErrors = true;
                pipeline.Streams.Error(error);
                break;
        }
    }

    public override void WriteWarning(string text)
    {
        ThrowIfStopping();
        Say(Common.WarningAction, text, "WarningPreference", pipeline.Streams.Warning);
    }

    public override void WriteVerbose(string text)
    {
        ThrowIfStopping();
        if (Common.Verbose)
        {
            pipeline.Streams.Verbose(text);
        }
    }

    public override void WriteDebug(string text)
    {
        ThrowIfStopping();
        if (Common.Debug)
        {
            pipeline.Streams.Debug(text);
        }
    }

    public override void WriteInformation(object? message)
    {
        ThrowIfStopping();
        if (Common.InformationAction is ActionPreference.Continue or ActionPreference.Inquire)
        {
            pipeline.Streams.Information(message);
        }
    }

    public override void WriteProgress(ProgressRecord progress)
    {
        ThrowIfStopping();
        if (Common.ProgressAction is ActionPreference.Continue or ActionPreference.Inquire)
        {
            pipeline.Streams.Progress(progress);
        }
    }

    public override bool ShouldProcess(string description, string? question)
    {
        ThrowIfStopping();
        if (binder.ShouldProcess.WhatIf)
        {
            pipeline.Streams.Information("What if: " + description);
            return false;
        }

        bool asks = invocation.BoundParameters.ContainsKey("Confirm")
            ? binder.ShouldProcess.Confirm
            : binder.Type.Cmdlet.ConfirmImpact == ConfirmImpact.High;
        if (asks)
        {
            return pipeline.Streams.Ask(question ?? description);
        }

        WriteVerbose(description);
        return true;
    }

    public override bool ShouldContinue(string query, string caption)
    {
        ThrowIfStopping();
        return pipeline.Streams.Ask(query);
    }

    private void Say(ActionPreference preference, string text, string variable, Action<string> say)
    {
        switch (preference)
        {
            case ActionPreference.Ignore or ActionPreference.SilentlyContinue:
                break;
            case ActionPreference.Stop:
                say(text);
                throw new TerminatingErrorException(new ErrorRecord(
                    new RuntimeException($"Stopped by {variable}: {text}"), "ActionPreferenceStop", ErrorCategory.OperationStopped, null).From(invocation));
            default:
                say(text);
                break;
        }
    }

    private void ThrowIfStopping()
    {
        if (pipeline.IsStopping)
        {
            throw new PipelineStoppedException();
        }
    }
}
