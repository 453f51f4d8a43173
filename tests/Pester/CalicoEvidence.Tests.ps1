BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $hand = "$TestDrive/byhand"
    $null = New-Item -ItemType Directory "$hand/nodes/node1"
    '[]' | Set-Content "$hand/nodes/node1/links.json"
    '{"schema":1,"takenAt":"2026-01-31T10:00:00Z","cluster":"byhand","errors":[{"scope":"node2","item":"*","message":"gone"}]}' | Set-Content "$hand/evidence.json"
}

Describe 'Import-CalicoEvidence and Export-CalicoEvidence' {
    It 'go from folder to zip and back' {
        Import-CalicoEvidence $hand | Export-CalicoEvidence "$TestDrive/a.zip" | Should -BeOfType System.IO.FileInfo
        Get-Item "$TestDrive/a.zip" | Import-CalicoEvidence | Export-CalicoEvidence "$TestDrive/a" | Should -BeOfType System.IO.DirectoryInfo
        Get-Content "$TestDrive/a/nodes/node1/links.json" | Should -Be '[]'
        $evidence = Import-CalicoEvidence "$TestDrive/a"
        $evidence.Cluster | Should -Be 'byhand'
        $evidence.Nodes | Should -Be 'node1'
        $evidence.TakenAt | Should -Be ([DateTimeOffset]'2026-01-31T10:00:00Z')
        $evidence.Errors[0].Scope | Should -Be 'node2'
    }

    It 'replace only with -Force, and a folder that is no snapshot never' {
        $null = Import-CalicoEvidence $hand | Export-CalicoEvidence "$TestDrive/b.zip"
        { Import-CalicoEvidence $hand | Export-CalicoEvidence "$TestDrive/b.zip" } | Should -Throw -ErrorId 'EvidenceExists,*'
        { Import-CalicoEvidence $hand | Export-CalicoEvidence "$TestDrive/b.zip" -Force } | Should -Not -Throw
        $null = New-Item -ItemType Directory "$TestDrive/mine"
        'years' | Set-Content "$TestDrive/mine/thesis.txt"
        { Import-CalicoEvidence $hand | Export-CalicoEvidence "$TestDrive/mine" -Force } | Should -Throw -ErrorId 'EvidenceExists,*'
    }

    It 'write nothing with -WhatIf' {
        Import-CalicoEvidence $hand | Export-CalicoEvidence "$TestDrive/c.zip" -WhatIf
        "$TestDrive/c.zip" | Should -Not -Exist
    }

    It 'say what is no snapshot' {
        Import-CalicoEvidence $samples -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'NotASnapshot,*'
        $problem[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }
}

Describe 'Get-CalicoEvidence' {
    It 'refuses a command that leads to no node' {
        Get-CalicoEvidence -NodeCommand ssh -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'BadNodeCommand,*'
    }

    It 'says that a cluster is not there' -Skip:(-not (Get-Command kubectl -ErrorAction Ignore)) {
        'apiVersion: v1', 'kind: Config', 'current-context: x', 'clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]', 'users: [{name: u, user: {token: t}}]',
            'contexts: [{name: x, context: {cluster: c, user: u}}]' | Set-Content "$TestDrive/config"
        Get-CalicoEvidence -Kubeconfig "$TestDrive/config" -TimeoutSeconds 5 -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'ClusterUnreachable,*'
        (TabExpansion2 "Get-CalicoEvidence -Kubeconfig $TestDrive/config -Context ").CompletionMatches.CompletionText | Should -Be 'x'
    }
}
