namespace CalicoVxlan.Evidence;

/// <summary>Why evidence could not be had, read or written at all.</summary>
public enum EvidenceFailure
{
    /// <summary>The path names nothing.</summary>
    NotFound,

    /// <summary>There is something at the path, and it is no snapshot.</summary>
    NotASnapshot,

    /// <summary>The snapshot is of a layout that is newer than this module.</summary>
    NewerSchema,

    /// <summary>The operating system denies access.</summary>
    AccessDenied,

    /// <summary>Something is there already.</summary>
    Exists,

    /// <summary>A program that is needed is not installed.</summary>
    ProgramMissing,

    /// <summary>The Kubernetes API could not be asked at all.</summary>
    ClusterUnreachable,

    /// <summary>A prefix for nodes that can't be used.</summary>
    BadNodeCommand,

    /// <summary>There is no lab of that name.</summary>
    NoSuchLab,

    /// <summary>No node is there to be asked.</summary>
    NoNodes,

    /// <summary>Anything else; the message says what.</summary>
    Other,
}

/// <summary>Evidence that can't be had at all: names the thing, the reason and the remedy.</summary>
public sealed class EvidenceException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="failure">What kind of failure it is.</param>
    /// <param name="target">The path, context or node that it is about.</param>
    /// <param name="message">One sentence: thing and reason. Free of control characters.</param>
    /// <param name="remedy">One sentence: what to do.</param>
    /// <param name="cause">What the system said, if it did.</param>
    public EvidenceException(EvidenceFailure failure, string target, string message, string remedy, Exception? cause = null)
        : base(message, cause)
    {
        Failure = failure;
        Target = target;
        Remedy = remedy;
    }

    /// <summary>What kind of failure it is.</summary>
    public EvidenceFailure Failure { get; }

    /// <summary>The path, context or node that it is about.</summary>
    public string Target { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }
}
