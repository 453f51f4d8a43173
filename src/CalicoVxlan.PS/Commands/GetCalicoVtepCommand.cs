using System.Management.Automation;
using CalicoVxlan.Lookups;
using CalicoVxlan.Model;
using CalicoVxlan.PS.Abstractions;
using CalicoVxlan.PS.Completion;

namespace CalicoVxlan.PS.Commands;

/// <summary>Shows every node's VTEP, or its view of every peer, found next to expected.</summary>
[Cmdlet(VerbsCommon.Get, "CalicoVtep")]
[OutputType(typeof(CalicoVtep), typeof(CalicoVtepPeer))]
public sealed class GetCalicoVtepCommand : EvidenceCommand
{
    /// <summary>Only these nodes.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NodeCompleter))]
    public string[]? Node { get; set; }

    /// <summary>A row a node and peer: neighbour, FDB entry and routes.</summary>
    [Parameter]
    public SwitchParameter Peer { get; set; }

    /// <summary>Only rows with a problem: quicker than Where-Object on many nodes.</summary>
    [Parameter]
    public SwitchParameter HasProblem { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ClusterModel model = Model;
        Predicate<string>? chosen = Wildcards.Match(Node);
        string[] nodes = [.. model.NodeNames.Where(n => chosen?.Invoke(n) != false)];
        foreach (string missing in (Node ?? []).Where(n => !WildcardPattern.ContainsWildcardCharacters(n) && !nodes.Contains(n, StringComparer.OrdinalIgnoreCase)))
        {
            WriteError(Errors.LookupErrors.NoSuchNode(missing));
        }

        ReadNodes(model, n => nodes.Contains(n));
        PeerTable? peers = Peer ? new PeerTable(model) : null;
        foreach (string node in nodes)
        {
            if (Stop.IsCancellationRequested)
            {
                return;
            }

            if (peers is null)
            {
                Write(VtepTable.Of(model, node), static r => r.Problem);
            }
            else
            {
                Write(peers.Of(node), static r => r.Problem);
            }
        }
    }

    private void Write<T>(IEnumerable<T> rows, Func<T, string?> problem)
    {
        foreach (T row in rows)
        {
            if (!HasProblem || problem(row) is not null)
            {
                WriteObject(row);
            }
        }
    }
}
