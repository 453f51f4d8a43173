using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using CalicoVxlan.Evidence.Collecting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CalicoVxlan.Tests.Evidence.Collecting;

/// <summary>
/// As much of a Kubernetes API as kubectl needs to list, get and exec, over HTTPS with a bearer token: discovery, lists in pages, errors as
/// Status objects. What goes wrong is put in by path.
/// </summary>
internal sealed class KubernetesServer : IDisposable
{
    private const string Token = "plantedsecret-bearer";

    private readonly TemporaryFolder folder = new();
    private readonly WebApplication application;
    private readonly ConcurrentQueue<string> requests = new();
    private readonly CancellationTokenSource closing = new();

    public KubernetesServer()
    {
        Tools.Need("kubectl");
        using RSA key = RSA.Create(2048);
        X509Certificate2 certificate = Certificate(key);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        _ = builder.Logging.ClearProviders();
        _ = builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0, l => l.UseHttps(certificate)));
        application = builder.Build();
        _ = application.UseWebSockets();
        application.Run(Answer);
        application.Start();
        Uri address = new(application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        File.WriteAllText(Kubeconfig, Config(address, certificate));
    }

    public string Kubeconfig => folder.File("kubeconfig");

    /// <summary>Groups and versions that discovery shows.</summary>
    public List<string> Groups { get; } = ["apps/v1", "networking.k8s.io/v1", "crd.projectcalico.org/v1"];

    /// <summary>Objects by the path of their list, such as <c>/api/v1/nodes</c>.</summary>
    public Dictionary<string, JsonObject[]> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>What goes wrong, by the beginning of the path.</summary>
    public Dictionary<string, Func<HttpContext, Task>> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>What goes wrong with a path, with or without a place in its list.</summary>
    public Func<string, bool, Func<HttpContext, Task>?>? Expires { get; set; }

    /// <summary>Runs a command of <c>kubectl exec</c> for a pod.</summary>
    public Func<string, IReadOnlyList<string>, ProcessAnswer>? Exec { get; set; }

    /// <summary>Paths with their queries, as they were asked.</summary>
    public IReadOnlyCollection<string> Requests => requests;

    public static Func<HttpContext, Task> Fails(int code, string reason, string message) => context => Status(context, code, reason, message);

    public Func<HttpContext, Task> Hangs() => async context =>
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(closing.Token, context.RequestAborted);
        await Task.Delay(TimeSpan.FromMinutes(5), either.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
    };

    public static Func<HttpContext, Task> Says(string text) => context => context.Response.WriteAsync(text);

    public void Dispose()
    {
        closing.Cancel();
        application.StopAsync(TimeSpan.FromSeconds(1)).GetAwaiter().GetResult();
        ((IDisposable)application).Dispose();
        closing.Dispose();
        folder.Dispose();
    }

    private async Task Answer(HttpContext context)
    {
        string path = context.Request.Path;
        requests.Enqueue(path + context.Request.QueryString);
        context.Response.ContentType = "application/json";
        if (context.Request.Headers.Authorization != "Bearer " + Token)
        {
            await Status(context, 401, "Unauthorized", "Unauthorized");
        }
        else if (Faults.FirstOrDefault(f => path.StartsWith(f.Key, StringComparison.Ordinal)).Value is { } fault)
        {
            await fault(context);
        }
        else if (Expires?.Invoke(path, context.Request.Query.ContainsKey("continue")) is { } expired)
        {
            await expired(context);
        }
        else if (path == "/version")
        {
            await context.Response.WriteAsync("""{"major":"1","minor":"32","gitVersion":"v1.32.4","platform":"linux/amd64"}""");
        }
        else if (path == "/api")
        {
            await context.Response.WriteAsync("""{"kind":"APIVersions","versions":["v1"]}""");
        }
        else if (path == "/api/v1" || Groups.Contains(path.Replace("/apis/", "", StringComparison.Ordinal)))
        {
            await context.Response.WriteAsync(Kinds(path).ToJsonString());
        }
        else if (path == "/apis")
        {
            await context.Response.WriteAsync(Discovery().ToJsonString());
        }
        else if (path.EndsWith("/exec", StringComparison.Ordinal) && Exec is not null)
        {
            await ExecSocket.Answer(context, command => Exec(path.Split('/')[^2], command));
        }
        else if (Objects.TryGetValue(path, out JsonObject[]? list))
        {
            await context.Response.WriteAsync(Page(context, path, list).ToJsonString());
        }
        else if (One(path) is { } one)
        {
            await context.Response.WriteAsync(one.ToJsonString());
        }
        else
        {
            await Status(context, 404, "NotFound", "the server could not find the requested resource");
        }
    }

    private JsonObject Discovery() => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonArray([.. Groups.GroupBy(static g => g.Split('/')[0]).Select(static g => (JsonNode)new JsonObject
        {
            ["name"] = g.Key,
            ["versions"] = new JsonArray([.. g.Select(static v => (JsonNode)new JsonObject { ["groupVersion"] = v, ["version"] = v.Split('/')[1] })]),
        })]),
    };

    private JsonObject Kinds(string path) => new()
    {
        ["kind"] = "APIResourceList",
        ["apiVersion"] = "v1",
        ["groupVersion"] = path == "/api/v1" ? "v1" : path.Replace("/apis/", "", StringComparison.Ordinal),
        ["resources"] = new JsonArray([.. Objects.Where(o => o.Key.StartsWith(path + "/", StringComparison.Ordinal)).Select(o => (JsonNode)new JsonObject
        {
            ["name"] = o.Key[(path.Length + 1)..],
            ["singularName"] = "",
            ["namespaced"] = true,
            ["kind"] = o.Value.FirstOrDefault()?["kind"]?.GetValue<string>() ?? "Thing",
            ["verbs"] = new JsonArray("get", "list"),
        })]),
    };

    // The token is opaque, and has characters that a query must escape.
    private static JsonObject Page(HttpContext context, string path, JsonObject[] list)
    {
        int start = context.Request.Query["continue"].FirstOrDefault() is { Length: > 0 } token ? int.Parse(token.Split('+')[1].TrimEnd('='), null) : 0;
        int limit = int.TryParse(context.Request.Query["limit"], out int asked) ? asked : int.MaxValue;
        JsonObject[] page = [.. list.Skip(start).Take(limit)];
        JsonObject metadata = new() { ["resourceVersion"] = "4711" };
        if (start + page.Length < list.Length)
        {
            metadata["continue"] = $"a/b&c+{start + page.Length}==";
        }

        string[] parts = path.Split('/');
        return new JsonObject
        {
            ["kind"] = (list.FirstOrDefault()?["kind"]?.GetValue<string>() ?? "Thing") + "List",
            ["apiVersion"] = parts[1] == "api" ? "v1" : $"{parts[2]}/{parts[3]}",
            ["metadata"] = metadata,
            ["items"] = new JsonArray([.. page.Select(static o => WithoutKind(o))]),
        };
    }

    private static JsonObject WithoutKind(JsonObject item)
    {
        JsonObject copy = (JsonObject)item.DeepClone();
        _ = copy.Remove("kind");
        return copy;
    }

    // /api/v1/namespaces/NS/PLURAL/NAME, or a list of one namespace.
    private JsonObject? One(string path)
    {
        string[] parts = path.Split('/');
        int at = Array.IndexOf(parts, "namespaces");
        if (at < 0 || parts.Length < at + 3 || !Objects.TryGetValue(string.Join('/', parts[..at]) + "/" + parts[at + 2], out JsonObject[]? list))
        {
            return null;
        }

        IEnumerable<JsonObject> found = list.Where(o => o["metadata"]!["namespace"]?.GetValue<string>() == parts[at + 1]);
        if (parts.Length == at + 3)
        {
            return new JsonObject { ["kind"] = "List", ["apiVersion"] = "v1", ["items"] = new JsonArray([.. found.Select(static o => o.DeepClone())]) };
        }

        JsonObject? one = (JsonObject?)found.FirstOrDefault(o => o["metadata"]!["name"]!.GetValue<string>() == parts[at + 3])?.DeepClone();
        _ = one?["apiVersion"] = at == 3 ? "v1" : $"{parts[2]}/{parts[3]}";
        return one;
    }

    private static Task Status(HttpContext context, int code, string reason, string message)
    {
        context.Response.StatusCode = code;
        return context.Response.WriteAsync(new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = message,
            ["reason"] = reason,
            ["code"] = code,
        }.ToJsonString());
    }

    private static X509Certificate2 Certificate(RSA key)
    {
        CertificateRequest request = new("CN=calicovxlan-test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private static string Config(Uri address, X509Certificate2 certificate) => $$"""
        apiVersion: v1
        kind: Config
        current-context: lab
        clusters:
        - name: testcluster
          cluster:
            server: {{address.AbsoluteUri.TrimEnd('/')}}
            certificate-authority-data: {{Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()))}}
        users:
        - name: reader
          user:
            token: {{Token}}
        - name: stranger
          user:
            token: wrong
        contexts:
        - name: lab
          context: {cluster: testcluster, user: reader}
        - name: stranger
          context: {cluster: testcluster, user: stranger}
        """;
}
