using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using CalicoVxlan.Model;

namespace CalicoVxlan.PS.Completion;

/// <summary>Completes names out of the evidence at hand.</summary>
public abstract class ClusterCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ArgumentNullException.ThrowIfNull(fakeBoundParameters);
        return EvidenceAtHand.Model(fakeBoundParameters) is { } model ? Suggestions.Matching(wordToComplete, Names(model, fakeBoundParameters)) : [];
    }

    /// <summary>The names, and what each is.</summary>
    protected abstract IEnumerable<(string Name, string Tip)> Names(ClusterModel model, IDictionary bound);
}

/// <summary>Completes names of nodes.</summary>
public sealed class NodeCompleter : ClusterCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string Tip)> Names(ClusterModel model, IDictionary bound)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.NodeNames.Select(static n => (n, "node"));
    }
}

/// <summary>Completes Kubernetes namespaces.</summary>
public sealed class NamespaceCompleter : ClusterCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string Tip)> Names(ClusterModel model, IDictionary bound)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.PodNames.Select(static p => p.Namespace).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(static n => (n, "namespace"));
    }
}

/// <summary>Completes names of pods, of the namespace that is typed.</summary>
public sealed class PodCompleter : ClusterCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string Tip)> Names(ClusterModel model, IDictionary bound)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(bound);
        string? wanted = bound["Namespace"] switch { string one => one, string[] { Length: 1 } several => several[0], _ => null };
        return model.PodNames.Where(p => wanted is null || p.Namespace == wanted).Select(static p => (p.Name, $"pod {p.Namespace}/{p.Name} on {p.Node ?? "no node"}"));
    }
}
