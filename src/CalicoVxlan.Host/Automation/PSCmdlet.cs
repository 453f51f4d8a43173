using System.Collections.ObjectModel;

namespace System.Management.Automation;

/// <summary>A cmdlet that knows how it was called and where it is.</summary>
public abstract class PSCmdlet : Cmdlet
{
    public string ParameterSetName => Runtime.ParameterSetName;

    public InvocationInfo MyInvocation => Runtime.Invocation;

    public SessionState SessionState { get; } = new();

    public string GetUnresolvedProviderPathFromPSPath(string path) => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);

    public Collection<string> GetResolvedProviderPathFromPSPath(string path, out ProviderInfo provider) =>
        SessionState.Path.GetResolvedProviderPathFromPSPath(path, out provider);

    public PathInfo CurrentProviderLocation(string providerId) => SessionState.Path.CurrentFileSystemLocation;
}

/// <summary>How a command was called.</summary>
public class InvocationInfo
{
    internal InvocationInfo(CommandInfo command, string line)
    {
        MyCommand = command;
        Line = line;
    }

    public CommandInfo MyCommand { get; }

    public Dictionary<string, object?> BoundParameters { get; } = new(StringComparer.OrdinalIgnoreCase);

    public string Line { get; }

    public string InvocationName => MyCommand.Name;

    public bool ExpectingInput { get; internal set; }

    public int PipelinePosition { get; internal set; } = 1;

    public int PipelineLength { get; internal set; } = 1;
}

/// <summary>A command's name and type.</summary>
public class CommandInfo
{
    internal CommandInfo(string name, string implementingTypeName)
    {
        Name = name;
        ImplementingTypeName = implementingTypeName;
    }

    public string Name { get; }

    internal string ImplementingTypeName { get; }

    public override string ToString() => Name;
}
