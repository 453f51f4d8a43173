using System.Management.Automation;
using CalicoVxlan.Lookups;
using CalicoVxlan.Model;
using CalicoVxlan.PS.Abstractions;

namespace CalicoVxlan.PS.Commands;

/// <summary>Says what an address, a MAC, an interface name, a VNI or a block is.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "CalicoAddress")]
[OutputType(typeof(CalicoAddress))]
public sealed class ResolveCalicoAddressCommand : EvidenceCommand
{
    /// <summary>An IPv4 or IPv6 address, a MAC, an interface name, a VNI, or a block such as 10.65.1.0/26.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Address { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ClusterModel model = Model;
        foreach (string text in Address)
        {
            if (Stop.IsCancellationRequested)
            {
                return;
            }

            // What is not an address of the API is looked for on every node.
            if (AddressResolver.NeedsNodes(model, text))
            {
                ReadNodes(model);
            }

            foreach (CalicoAddress row in AddressResolver.Resolve(model, text))
            {
                WriteObject(row);
            }
        }
    }
}
