# What every file of the suite needs: the built module and the sample captures.
$root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
$manifest = Join-Path $root 'output/CalicoVxlan/CalicoVxlan.psd1'
$samples = Join-Path $root 'module/Samples'
$node1 = Join-Path $samples '2-node1.pcapng'
$cmdlets = 'Export-CalicoEvidence', 'Export-VxlanFrame', 'Get-CalicoEvidence', 'Get-VxlanFrame', 'Import-CalicoEvidence', 'Measure-VxlanFlow'
Import-Module $manifest -Force
