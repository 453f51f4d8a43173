using System.Globalization;
using System.Runtime.InteropServices;
using CalicoVxlan.Lab.Kernel;
using CalicoVxlan.Lab.State;
using CalicoVxlan.Model;

namespace CalicoVxlan.Lab.Objects;

/// <summary>What a node's NetworkManager has noted: a file an interface, named by its number, in the folder where the real one writes them.</summary>
internal static partial class ManagerNotes
{
    public static void Write(NodeState node, string root)
    {
        string folder = Directory.CreateDirectory(Path.Combine(root, "run", "NetworkManager", "devices")).FullName;
        string? note = node.IsDeviceManaged && Index(node.Kernel.Name) is > 0 and uint index ? Path.Combine(folder, index.ToString(CultureInfo.InvariantCulture)) : null;
        foreach (string file in Directory.GetFiles(folder).Where(f => f != note))
        {
            File.Delete(file);
        }

        if (note is not null)
        {
            LabStore.WriteFile(note, "[device]\nmanaged=true\nnm-owned=false\n"u8.ToArray());
        }
    }

    /// <summary>0 where the node has no such device.</summary>
    private static uint Index(string networkNamespace)
    {
        uint index = 0;
        NamespaceThread.Run(networkNamespace, () => index = IndexOf(CalicoNames.Device));
        return index;
    }

    [LibraryImport("libc", EntryPoint = "if_nametoindex", StringMarshalling = StringMarshalling.Utf8)]
    private static partial uint IndexOf(string name);
}
