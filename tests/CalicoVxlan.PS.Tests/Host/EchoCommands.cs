using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Net;

namespace CalicoVxlan.PS.Tests.Host;

public enum Fruit
{
    Apple,
    Apricot,
    Banana,
}

/// <summary>Writes back what was bound to it.</summary>
[Cmdlet(VerbsCommunications.Write, "Echo", DefaultParameterSetName = "Text")]
public sealed class WriteEchoCommand : PSCmdlet
{
    [Parameter(Position = 0, ParameterSetName = "Text")]
    [Alias("T")]
    public string? Text { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "Number")]
    [ValidateRange(0, 1000)]
    public int[] Number { get; set; } = [];

    [Parameter]
    public Fruit Fruit { get; set; }

    [Parameter]
    [ValidateSet("red", "green")]
    public string? Colour { get; set; }

    [Parameter]
    public SwitchParameter Loud { get; set; }

    [Parameter]
    public TimeSpan? Span { get; set; }

    [Parameter]
    public DateTimeOffset? When { get; set; }

    [Parameter]
    public IPAddress? Address { get; set; }

    [Parameter]
    public long? Size { get; set; }

    [Parameter]
    public bool Truth { get; set; }

    [Parameter]
    public Uri? Link { get; set; }

    protected override void ProcessRecord()
    {
        WriteVerbose("echoing");
        WriteObject(new Echo(ParameterSetName, Text, Number, Fruit, Loud, Span, When, Address, Size, Truth, Link));
    }
}

public sealed record Echo(
    string Set, string? Text, int[] Number, Fruit Fruit, bool Loud, TimeSpan? Span, DateTimeOffset? When, IPAddress? Address, long? Size, bool Truth, Uri? Link);

public sealed record Item(string Name, int Count);

/// <summary>What a sequence went through.</summary>
public sealed class SequenceLog
{
    private readonly Lock gate = new();
    private string text = "";
    private int stops;

    public string Text
    {
        get
        {
            lock (gate)
            {
                return text;
            }
        }
    }

    public int Stops => Volatile.Read(ref stops);

    public void Add(string part)
    {
        lock (gate)
        {
            text += part;
        }
    }

    public void Stop() => Interlocked.Increment(ref stops);
}

/// <summary>Numbers, one after the other, and who noticed the end.</summary>
[Cmdlet(VerbsCommon.Get, "Sequence")]
public sealed class GetSequenceCommand : PSCmdlet, IDisposable
{
    // Each test's own: tests run at once, and a cmdlet may run on another thread than its test.
    private static readonly AsyncLocal<SequenceLog?> Current = new();

    public static SequenceLog StartLog() => Current.Value = new SequenceLog();

    [Parameter(Position = 0)]
    public int Count { get; set; } = int.MaxValue;

    [Parameter]
    public SwitchParameter AsItem { get; set; }

    [Parameter]
    public SwitchParameter SwallowsStop { get; set; }

    protected override void BeginProcessing() => Current.Value?.Add("begin");

    protected override void ProcessRecord()
    {
        for (int i = 1; i <= Count; i++)
        {
            Current.Value?.Add(" " + i);
            try
            {
                WriteObject(AsItem ? new Item("item" + i, i) : i);
            }
            catch (Exception) when (SwallowsStop && i < 5)
            {
                Current.Value?.Add("!");
            }
        }
    }

    protected override void EndProcessing() => Current.Value?.Add(" end");

    protected override void StopProcessing() => Current.Value?.Stop();

    public void Dispose() => Current.Value?.Add(" disposed");
}

/// <summary>Takes objects whole or by their properties.</summary>
[Cmdlet(VerbsData.Compare, "Input", DefaultParameterSetName = "Item")]
public sealed class CompareInputCommand : PSCmdlet
{
    [Parameter(Mandatory = true, ParameterSetName = "Item", ValueFromPipeline = true)]
    public Item? InputObject { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "Number", ValueFromPipeline = true)]
    public int Number { get; set; }

    [Parameter(ParameterSetName = "Name", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Text")]
    public string? Name { get; set; }

    protected override void ProcessRecord() =>
        WriteObject($"{ParameterSetName} {InputObject?.Name}{(ParameterSetName == "Number" ? Number : null)}{Name} {string.Join(',', MyInvocation.BoundParameters.Keys)}");
}

/// <summary>Says all kinds of things.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Trouble", SupportsShouldProcess = true)]
public sealed class InvokeTroubleCommand : PSCmdlet
{
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(KindCompleter))]
    public string Kind { get; set; } = "";

    protected override void ProcessRecord()
    {
        ErrorRecord error = new(new IOException("broken"), "Broken", ErrorCategory.DeviceError, "thing")
        {
            ErrorDetails = new ErrorDetails("The thing is broken.") { RecommendedAction = "Mend it." },
        };
        switch (Kind)
        {
            case "error":
                WriteError(error);
                break;
            case "terminating":
                ThrowTerminatingError(error);
                break;
            case "throw":
                throw new InvalidOperationException("thrown \x1b[31m");
            case "warning":
                WriteWarning("careful\x1b[2J");
                break;
            case "should":
                WriteObject(ShouldProcess("the thing", "Break"));
                return;
            default:
                break;
        }

        WriteDebug("debugged");
        WriteInformation("informed", []);
        WriteProgress(new ProgressRecord(1, "working", "hard"));
        WriteObject("after");
    }
}

public sealed class KindCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        yield return new CompletionResult("error", "error", CompletionResultType.ParameterValue, "an error, after " + string.Join(',', fakeBoundParameters.Keys.Cast<string>()));
    }
}

[Cmdlet(VerbsLifecycle.Request, "Exit")]
public sealed class RequestExitCommand : PSCmdlet
{
    [Parameter(Position = 0)]
    public int Code { get; set; }

    protected override void ProcessRecord() => CalicoVxlan.Host.Pipeline.HostExit.Request(Code);
}
