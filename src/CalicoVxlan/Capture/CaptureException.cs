namespace CalicoVxlan.Capture;

/// <summary>Why a capture could not be started.</summary>
public enum CaptureFailure
{
    /// <summary>The path names nothing.</summary>
    FileNotFound,

    /// <summary>The path is a directory.</summary>
    IsDirectory,

    /// <summary>The operating system denies access to the file.</summary>
    AccessDenied,

    /// <summary>The file holds no bytes, or no capture that is read.</summary>
    NotACapture,

    /// <summary>libpcap is not installed.</summary>
    LibraryMissing,

    /// <summary>This user may not capture.</summary>
    CaptureNotPermitted,

    /// <summary>There is no such interface.</summary>
    NoSuchInterface,

    /// <summary>The interface exists but is down.</summary>
    InterfaceDown,

    /// <summary>The filter expression does not compile.</summary>
    BadFilter,

    /// <summary>The file to write exists.</summary>
    FileExists,

    /// <summary>A pcap file can't hold packets of two link types.</summary>
    MixedLinkTypes,

    /// <summary>Anything else; the message says what.</summary>
    Other,
}

/// <summary>A capture that can't be started: names the thing, the reason and the remedy.</summary>
public sealed class CaptureException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="failure">What kind of failure it is.</param>
    /// <param name="target">The path, interface or filter it is about.</param>
    /// <param name="message">One sentence: thing and reason. Free of control characters.</param>
    /// <param name="remedy">One sentence: what to do.</param>
    /// <param name="cause">What the system said, if it did.</param>
    public CaptureException(CaptureFailure failure, string target, string message, string remedy, Exception? cause = null)
        : base(message, cause)
    {
        Failure = failure;
        Target = target;
        Remedy = remedy;
    }

    /// <summary>What kind of failure it is.</summary>
    public CaptureFailure Failure { get; }

    /// <summary>The path, interface or filter it is about.</summary>
    public string Target { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }
}
