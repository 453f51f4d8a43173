using System.Management.Automation;
using CalicoVxlan.Common;

namespace CalicoVxlan.PS.Errors;

/// <summary>What look-ups report; one function a condition.</summary>
internal static class LookupErrors
{
    public static ErrorRecord NoSuchNode(string name) => Make(
        $"The cluster has no node '{SafeText.Clean(name)}'.", "NoSuchNode", name, "Get-CalicoVtep without -Node shows all nodes; names may have wildcards.");

    public static ErrorRecord NoSuchPod(string name) => Make(
        $"No pod and no interface matches '{SafeText.Clean(name)}'.", "NoSuchPod", name,
        "Find-PodVeth without parameters shows all pods; names may have wildcards. Resolve-CalicoAddress says what an address is if it is no pod's.");

    public static ErrorRecord NotAPod(object item) => Make(
        "The object from the pipeline names no pod.", "NotAPod", item,
        "Send pods: kubectl get pods -A -o json | ConvertFrom-Json | ForEach-Object items | Find-PodVeth; or objects with the properties Pod and Namespace.");

    public static ErrorRecord NoSuchCheck(string name) => Make(
        $"There is no check and no category '{SafeText.Clean(name)}'.", "NoSuchCheck", name, "Get-CalicoCheck lists the checks.");

    private static ErrorRecord Make(string message, string id, object target, string remedy) =>
        new(new ItemNotFoundException(message), id, ErrorCategory.ObjectNotFound, target) { ErrorDetails = new ErrorDetails(message) { RecommendedAction = remedy } };
}
