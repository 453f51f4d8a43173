using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using CalicoVxlan.Common;
using CalicoVxlan.Lookups;
using CalicoVxlan.Model;
using CalicoVxlan.PS.Abstractions;
using CalicoVxlan.PS.Completion;
using CalicoVxlan.PS.Errors;

namespace CalicoVxlan.PS.Commands;

/// <summary>Finds the host interface of pods, and the pod of an interface, with proof.</summary>
[Cmdlet(VerbsCommon.Find, "PodVeth", DefaultParameterSetName = "Query")]
[OutputType(typeof(PodVeth))]
public sealed class FindPodVethCommand : EvidenceCommand
{
    /// <summary>Names of pods.</summary>
    [Parameter(Position = 0, ParameterSetName = "Query")]
    [Alias("Pod")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PodCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Kubernetes namespaces.</summary>
    [Parameter(ParameterSetName = "Query")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string[]? Namespace { get; set; }

    /// <summary>Addresses of pods, or blocks that they are in.</summary>
    [Parameter(ParameterSetName = "Query")]
    [ValidateNotNull]
    [SuppressMessage("Performance", "CA1819", Justification = "PowerShell binds arrays.")]
    public AddressRange[]? Address { get; set; }

    /// <summary>Names of host interfaces, such as calic440f455693.</summary>
    [Parameter(ParameterSetName = "Query")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Interface { get; set; }

    /// <summary>MACs of pods.</summary>
    [Parameter(ParameterSetName = "Query")]
    [ValidatePattern("^([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}$")]
    public string[]? MacAddress { get; set; }

    /// <summary>Only on these nodes.</summary>
    [Parameter(ParameterSetName = "Query")]
    [Parameter(ParameterSetName = "Pod")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NodeCompleter))]
    public string[]? Node { get; set; }

    /// <summary>Pods as <c>kubectl get pods -o json</c> has them, or objects that name a pod and its namespace.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Pod", ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        PodVethQuery query = new()
        {
            Name = Wildcards.Match(Name), Namespace = Wildcards.Match(Namespace), Node = Wildcards.Match(Node), Interface = Wildcards.Match(Interface),
            Address = Address, MacAddress = MacAddress,
        };
        if (ParameterSetName != "Pod")
        {
            ReportMissing(Write(query));
        }
        else if (PodReference.Of(InputObject!) is not { } pod)
        {
            WriteError(LookupErrors.NotAPod(InputObject!));
        }
        else if (Write(query with { Name = name => name == pod.Name, Namespace = name => name == pod.Namespace }) is { Count: 0 }
            && !Model.PodNames.Any(p => p.Name == pod.Name && p.Namespace == pod.Namespace))
        {
            WriteError(LookupErrors.NoSuchPod($"{pod.Namespace}/{pod.Name}"));
        }
    }

    // What was found by name; null when it was stopped before that is known.
    private HashSet<string>? Write(PodVethQuery query)
    {
        ClusterModel model = Model;
        if (!model.HasPods)
        {
            WriteWarning("The evidence holds no pods: only interfaces can be shown, not whose they are.");
        }

        // One pod needs one node's tables; a look at everything reads all of them, two at a time.
        if (query.Name is null && query.Namespace is null && query.Address is null)
        {
            ReadNodes(model, n => query.Node?.Invoke(n) != false);
        }

        HashSet<string> found = new(StringComparer.OrdinalIgnoreCase);
        try
        {
            foreach (PodVeth row in PodVethFinder.Find(model, query, Stop))
            {
                found.UnionWith(((string?[])[row.Pod, row.Interface]).OfType<string>());
                WriteObject(row);
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        return found;
    }

    // Exact names that match nothing are errors, wildcards are not: as Get-Process has it.
    private void ReportMissing(HashSet<string>? found)
    {
        if (found is null)
        {
            return;
        }

        foreach (string name in (Name ?? []).Concat(Interface ?? []).Where(n => !WildcardPattern.ContainsWildcardCharacters(n) && !found.Contains(n)))
        {
            WriteError(LookupErrors.NoSuchPod(name));
        }

        if (found.Count == 0)
        {
            foreach (string other in (MacAddress ?? []).Concat(Address?.Select(static a => a.ToString()) ?? []))
            {
                WriteError(LookupErrors.NoSuchPod(other));
            }
        }
    }
}
