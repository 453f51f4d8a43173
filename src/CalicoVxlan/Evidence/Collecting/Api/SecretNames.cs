using System.Text.RegularExpressions;

namespace CalicoVxlan.Evidence.Collecting.Api;

/// <summary>Names under which secrets are kept; what stands under such a name is not collected.</summary>
internal static partial class SecretNames
{
    private static readonly string[] OfFields = ["PASSWORD", "PASSWD", "SECRET", "TOKEN", "CREDENTIAL", "PRIVATEKEY"];
    private const string OfVariables = "PASSWORD|PASSWD|SECRET|TOKEN|CREDENTIAL|KEY|CERT|ETCD";

    private static readonly string[] Variables = OfVariables.Split('|');

    /// <summary>A field of an object, such as <c>password</c> of a BGPPeer.</summary>
    public static bool IsSecret(string field) => Has(field, OfFields);

    /// <summary>An environment variable or a setting of the CNI plug-in, such as <c>ETCD_KEY_FILE</c> or <c>k8s_auth_token</c>.</summary>
    public static bool IsSecretVariable(string name) => Has(name, Variables);

    /// <summary>
    /// cni_network_config without the values of such settings. It is JSON with placeholders in it, some without quotes, so no parser
    /// takes it; a string after a name and a colon is found without one.
    /// </summary>
    public static string WithoutSecrets(string networkConfig) =>
        WithoutCredentials(Setting().Replace(networkConfig, static m => m.Groups[1].Value + "\"\""));

    /// <summary>A text whose URLs name no user and password.</summary>
    public static string WithoutCredentials(string text) => Credentials().Replace(text, "://");

    private static bool Has(string name, string[] parts) => Array.Exists(parts, p => name.Contains(p, StringComparison.OrdinalIgnoreCase));

    // A list or an object without others in it goes as a whole; in deeper ones the names are looked at one by one.
    [GeneratedRegex(
        """("[^"\\]*(?:""" + OfVariables + """)[^"\\]*"\s*:\s*)(?:"(?:[^"\\]|\\.)*"|\[[^\[\]{}]*\]|\{[^\[\]{}]*\})""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Setting();

    // https://user:password@host
    [GeneratedRegex("""://[^/\s"@]*@""", RegexOptions.CultureInvariant)]
    private static partial Regex Credentials();
}
