namespace CalicoVxlan.Lab;

/// <summary>Why something could not be done to a lab.</summary>
public enum LabFailure
{
    /// <summary>Network namespaces are Linux'.</summary>
    NotLinux,

    /// <summary>Making namespaces needs root.</summary>
    NotRoot,

    /// <summary>A program that builds the lab is not installed.</summary>
    ToolMissing,

    /// <summary>An option is out of its range.</summary>
    BadOption,

    /// <summary>There is a lab, or something else, of that name.</summary>
    Exists,

    /// <summary>There is no lab of that name.</summary>
    NotFound,

    /// <summary>The lab was not built to its end, or its record can't be read.</summary>
    Incomplete,

    /// <summary>There is no such fault.</summary>
    UnknownFault,

    /// <summary>The lab has no such node.</summary>
    UnknownNode,

    /// <summary>The fault makes no sense in a lab of that shape.</summary>
    FaultNotApplicable,

    /// <summary>The kernel or one of the programs refused.</summary>
    CommandFailed,
}

/// <summary>Something that can't be done to a lab: names the thing, the reason and the remedy.</summary>
public sealed class LabException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="failure">What kind of failure it is.</param>
    /// <param name="target">The lab, option, fault or program it is about.</param>
    /// <param name="message">One sentence: thing and reason. Free of control characters.</param>
    /// <param name="remedy">One sentence: what to do.</param>
    /// <param name="cause">What the system said, if it did.</param>
    public LabException(LabFailure failure, string target, string message, string remedy, Exception? cause = null)
        : base(message, cause)
    {
        Failure = failure;
        Target = target;
        Remedy = remedy;
    }

    /// <summary>What kind of failure it is.</summary>
    public LabFailure Failure { get; }

    /// <summary>The lab, option, fault or program it is about.</summary>
    public string Target { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }
}
