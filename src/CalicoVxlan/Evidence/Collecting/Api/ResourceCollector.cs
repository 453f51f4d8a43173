using System.Text.Json;
using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Collecting.Api;

/// <summary>Gets one kind from the API: all pages, from whichever group serves it.</summary>
internal sealed class ResourceCollector(KubectlClient kubectl, MemoryEvidenceFiles files, IReadOnlySet<string>? served)
{
    private const int PageSize = 500;
    private const int MostPages = 20_000;

    /// <summary>Lists a kind.</summary>
    /// <param name="resource">The kind.</param>
    /// <param name="seen">Shown each object, before it is thinned.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>Why it could not be had; null when it was.</returns>
    public EvidenceError? List(ApiResource resource, Action<JsonElement>? seen, CancellationToken stop)
    {
        ApiAnswer? worst = null;
        bool isCore = resource.Groups[0].StartsWith("api/", StringComparison.Ordinal);
        foreach (string group in resource.Groups.Where(g => isCore || served is null || served.Contains(g)))
        {
            ApiAnswer answer = Pages(resource, $"/{group}/{resource.Served}", seen, stop);
            if (answer.Failure is null)
            {
                files.Put(EvidenceNames.OfCluster(resource.Plural), answer.Body.ToArray());
                return null;
            }

            // A group that doesn't have the kind is no answer; one that may not be asked is.
            worst = worst is { Failure: not ApiFailure.NotFound } ? worst : answer;
        }

        if (worst is null or { Failure: ApiFailure.NotFound } && resource.MayBeMissing)
        {
            PutEmpty(resource);
            return null;
        }

        return new EvidenceError(EvidenceNames.ClusterScope, resource.Plural, worst is null ? $"no API group serves it ({Named(resource)}); is Calico installed?" : Explain(resource, worst.Value));
    }

    /// <summary>Gets the one object of the kind that matters, from each of the namespaces.</summary>
    /// <param name="resource">The kind; it has a name.</param>
    /// <param name="namespaces">Where it may be.</param>
    /// <param name="mustKnow">Namespaces in which it is an error not to know.</param>
    /// <param name="stop">Ends it.</param>
    public EvidenceError? ByName(ApiResource resource, IEnumerable<string> namespaces, IReadOnlySet<string> mustKnow, CancellationToken stop)
    {
        using ObjectList list = new(resource);
        EvidenceError? error = null;
        foreach (string place in namespaces)
        {
            ApiAnswer answer = kubectl.Get($"/{resource.Groups[0]}/namespaces/{place}/{resource.Served}/{resource.Name}", stop);
            try
            {
                if (answer.Failure is null)
                {
                    list.AddOne(answer.Body);
                }
                else if (answer.Failure != ApiFailure.NotFound && mustKnow.Contains(place))
                {
                    error = new EvidenceError(EvidenceNames.ClusterScope, resource.Plural, Explain(resource, answer));
                }
            }
            catch (Exception failure) when (IsBroken(failure))
            {
                return Broken(resource, failure);
            }
        }

        if (error is null)
        {
            files.Put(EvidenceNames.OfCluster(resource.Plural), list.Complete());
        }

        return error;
    }

    private ApiAnswer Pages(ApiResource resource, string path, Action<JsonElement>? seen, CancellationToken stop)
    {
        using ObjectList list = new(resource) { Seen = seen };
        string? next = null;
        for (int page = 0; page < MostPages; page++)
        {
            ApiAnswer answer = kubectl.Get($"{path}?limit={PageSize}{(next is null ? "" : "&continue=" + Uri.EscapeDataString(next))}", stop);
            if (answer.Failure == ApiFailure.Expired && next is not null)
            {
                // Too slow for the server's memory of the list: all at once, then.
                return Whole(resource, path, seen, stop);
            }

            if (answer.Failure is not null)
            {
                return answer;
            }

            try
            {
                string? previous = next;
                next = list.AddPage(answer.Body.Span);
                if (next is null)
                {
                    return new ApiAnswer(null, list.Complete(), "");
                }

                if (next == previous)
                {
                    return new ApiAnswer(ApiFailure.Server, default, "the server gives the same page again and again");
                }
            }
            catch (Exception failure) when (IsBroken(failure))
            {
                return new ApiAnswer(ApiFailure.Server, default, Broken(resource, failure).Message);
            }

            if (list.IsTooLarge)
            {
                return new ApiAnswer(ApiFailure.TooLarge, default, $"the list is longer than {ObjectList.MostBytes >> 20} MB");
            }
        }

        return new ApiAnswer(ApiFailure.TooLarge, default, $"the list has more than {MostPages} pages");
    }

    private ApiAnswer Whole(ApiResource resource, string path, Action<JsonElement>? seen, CancellationToken stop)
    {
        ApiAnswer answer = kubectl.Get(path, stop);
        if (answer.Failure is not null)
        {
            return answer;
        }

        try
        {
            using ObjectList list = new(resource) { Seen = seen };
            _ = list.AddPage(answer.Body.Span);
            return new ApiAnswer(null, list.Complete(), "");
        }
        catch (Exception failure) when (IsBroken(failure))
        {
            return new ApiAnswer(ApiFailure.Server, default, Broken(resource, failure).Message);
        }
    }

    private void PutEmpty(ApiResource resource)
    {
        using ObjectList list = new(resource);
        files.Put(EvidenceNames.OfCluster(resource.Plural), list.Complete());
    }

    private static string Explain(ApiResource resource, ApiAnswer answer) => answer.Failure switch
    {
        ApiFailure.Forbidden => $"{answer.Message.TrimEnd('.')}; allow {(resource.Name is null ? "list" : "get")} of {Named(resource)} (docs/rbac.md)",
        _ => answer.Message,
    };

    private static string Named(ApiResource resource) => string.Join(" or ", resource.Groups.Select(g =>
        g.Split('/') is ["apis", { } group, _] ? $"{resource.Served}.{group}" : resource.Served).Distinct());

    // Duplicate fields and halves of surrogate pairs are found only when they are looked at.
    private static bool IsBroken(Exception failure) => failure is JsonException or InvalidOperationException or ArgumentException or FormatException;

    private static EvidenceError Broken(ApiResource resource, Exception failure) =>
        new(EvidenceNames.ClusterScope, resource.Plural, $"what the server said is no list of {resource.Plural}: {SafeText.Clean(NodeCollector.FirstLine(failure.Message))}");
}
