using System.Net.WebSockets;
using System.Text;
using CalicoVxlan.Evidence.Collecting;
using Microsoft.AspNetCore.Http;

namespace CalicoVxlan.Tests.Evidence.Collecting;

/// <summary>The server's end of <c>kubectl exec</c> over WebSocket, protocol v5.channel.k8s.io: each message begins with its channel's number.</summary>
internal static class ExecSocket
{
    private const string Protocol = "v5.channel.k8s.io";
    private const byte StandardOutput = 1, StandardError = 2, Outcome = 3;

    public static async Task Answer(HttpContext context, Func<IReadOnlyList<string>, ProcessAnswer> run)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = 400;
            return;
        }

        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync(Protocol);
        string[] command = [.. context.Request.Query["command"].OfType<string>()];
        ProcessAnswer answer = await Task.Run(() => run(command));
        for (int at = 0; at < answer.Output.Length; at += 32 << 10)
        {
            await Send(StandardOutput, answer.Output.Slice(at, Math.Min(32 << 10, answer.Output.Length - at)));
        }

        await Send(StandardError, Encoding.UTF8.GetBytes(answer.Error));
        await Send(Outcome, Encoding.UTF8.GetBytes(answer.ExitCode == 0
            ? """{"metadata":{},"status":"Success"}"""
            : $$"""{"metadata":{ },"status":"Failure","reason":"NonZeroExitCode","details":{"causes":[{"reason":"ExitCode","message":"{{answer.ExitCode}}"}] } }"""));
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

        Task Send(byte channel, ReadOnlyMemory<byte> bytes) =>
            socket.SendAsync(new ReadOnlyMemory<byte>([channel, .. bytes.Span]), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None).AsTask();
    }
}
