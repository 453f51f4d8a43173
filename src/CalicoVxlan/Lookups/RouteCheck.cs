using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Prediction;

namespace CalicoVxlan.Lookups;

/// <summary>Whether a route is the expected one.</summary>
internal static class RouteCheck
{
    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static string? WhatIsWrong(in ExpectedRoute expected, in RouteRecord route) =>
        route.Type != RouteType.Unicast ? $"is {route.Type.ToString().ToLowerInvariant()}"
        : expected.Device is not null && route.Device != expected.Device ? $"leads through {route.Device}{Whose(route)}, expected {expected}"
        : route.Gateway != expected.Gateway ? $"goes via {route.Gateway?.ToString() ?? "nobody"}{Whose(route)}, expected {expected}"
        : expected.Kind == RouteKind.Tunnel && !route.Onlink ? $"is not onlink{Whose(route)}"
        : null;

    private static string Whose(in RouteRecord route) => route.Protocol switch
    {
        "bird" => " (proto bird: left by BIRD)",
        "boot" or "80" => "",
        _ => $" (proto {route.Protocol})",
    };
}
