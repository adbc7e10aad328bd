module github.com/org/ci/e2e/judges/trivy-db

go 1.25.0

require go.etcd.io/bbolt v1.4.3

require golang.org/x/sys v0.29.0 // indirect
