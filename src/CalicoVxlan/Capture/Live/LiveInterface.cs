using System.Net;

namespace CalicoVxlan.Capture.Live;

/// <summary>An interface that can be captured on.</summary>
/// <param name="Name">The name to capture by.</param>
/// <param name="Description">What the system says it is; empty if nothing.</param>
/// <param name="Addresses">Its IP addresses.</param>
/// <param name="IsUp">Whether it is up; a capture can't start on one that is down.</param>
public sealed record LiveInterface(string Name, string Description, IReadOnlyList<IPAddress> Addresses, bool IsUp);
